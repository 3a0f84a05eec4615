-- Readings of the feed, subscriptions, and the notices owed to subscribers (the outbox).
create table feed_states (
    address text not null primary key,
    etag text,
    last_modified text,
    read_at timestamptz,
    tried_at timestamptz,
    failing text,
    failing_since timestamptz,
    rounds integer not null
);

-- What a draw had in the feed, one row for each set of fields; nothing is ever taken out.
create table revisions (
    number text not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    draw text not null, -- JSON
    pool text, -- JSON
    primary key (number, first_seen_at)
);

create table subscriptions (
    chat_id bigint not null primary key references chats (chat_id) on delete cascade,
    about text not null, -- a category, or 'all'
    since timestamptz not null,
    only_changes boolean not null,
    quiet_from time not null, -- on the wall clock
    quiet_until time not null,
    zone text,
    in_group boolean not null
);

-- What owes notices. Events of one topic tell a chat the same thing (digests of one reading, a
-- draw that is new in two categories): a chat gets one of them. The variant tells corrections of
-- one draw apart: when its new fields were first seen, or the operator's words.
create table events (
    --sqlite event_id integer not null primary key,
    --postgres event_id integer generated always as identity primary key,
    topic integer not null,
    kind text not null check (kind in ('new', 'correction', 'digest', 'manual')),
    draw text not null,
    variant text not null,
    category text not null,
    draws text not null, -- JSON, oldest first
    corrected text, -- JSON of the draw before
    words text,
    first_seen_at timestamptz not null,
    unique (kind, draw, variant, category)
--sqlite ) strict;
--postgres );

create table told_draws (
    draw text not null,
    event_id integer not null references events (event_id),
    primary key (draw, event_id)
);

-- outcome is null while the notice waits: not before due_at, and in nobody's hand (lease_until).
-- Events are never removed; a key on event_id would only make SQLite look through all notices
-- whenever there is a new event. A late word about a notice that is gone must never meet a new one.
-- PostgreSQL takes longer to check a key on chats for each of a million than to make them.
create table notices (
    --sqlite notice_id integer not null primary key autoincrement,
    --sqlite chat_id integer not null references chats (chat_id) on delete cascade,
    --postgres notice_id bigint generated always as identity primary key,
    --postgres chat_id bigint not null,
    event_id integer not null,
    topic integer not null,
    at timestamptz not null, -- when it was made, or what became of it
    due_at timestamptz not null,
    attempts integer not null default 0,
    outcome text check (outcome in ('sent', 'given_up', 'expired', 'not_concerned')),
    worker text,
    lease_until timestamptz,
    message bigint,
    reason text,
    unique (chat_id, topic)
--sqlite ) strict;
--postgres );

create index notices_waiting on notices (due_at) where outcome is null;

-- Whoever ends a subscription is not told what still waits; who is forgotten leaves nothing.
--sqlite create trigger subscription_ended after delete on subscriptions
--sqlite begin
--sqlite     delete from notices where chat_id = old.chat_id and outcome is null;
--sqlite end;
--postgres create function drop_waiting_notices() returns trigger language plpgsql as $$
--postgres begin
--postgres     delete from notices where chat_id = old.chat_id and outcome is null;
--postgres     return null;
--postgres end
--postgres $$;
--postgres create trigger subscription_ended after delete on subscriptions
--postgres for each row execute function drop_waiting_notices();
--postgres create function drop_all_notices() returns trigger language plpgsql as $$
--postgres begin
--postgres     delete from notices where chat_id = old.chat_id;
--postgres     return null;
--postgres end
--postgres $$;
--postgres create trigger chat_forgotten after delete on chats
--postgres for each row execute function drop_all_notices();

-- One row for all machines: when the next notice may start, and whether delivery is paused.
create table delivery (
    one integer not null primary key check (one = 1),
    next_free_at timestamptz not null,
    paused boolean not null
);

--sqlite insert into delivery (one, next_free_at, paused) values (1, 0, false);
--postgres insert into delivery (one, next_free_at, paused) values (1, 'epoch', false);
