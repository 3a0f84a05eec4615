-- The same tables as in SQLite. Instants are instants, and what SQLite keeps with foreign keys on
-- notices is kept by triggers here: a key checked for each of a million notices takes longer than
-- making them.

create table chats (
    chat_id bigint not null primary key,
    lang text,
    profile text,
    state text
);

-- Every table with rows about a person hangs on chats: removing the chat removes all.
create table updates (
    update_id bigint not null primary key,
    chat_id bigint not null references chats (chat_id) on delete cascade,
    answered_at timestamptz not null,
    unsent boolean not null,
    before_lang text,
    before_profile text,
    before_state text
);

create index updates_by_chat on updates (chat_id);

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
    event_id integer generated always as identity primary key,
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
);

create table told_draws (
    draw text not null,
    event_id integer not null references events (event_id),
    primary key (draw, event_id)
);

-- outcome is null while the notice waits: not before due_at, and in nobody's hand (lease_until).
create table notices (
    notice_id bigint generated always as identity primary key,
    chat_id bigint not null,
    event_id integer not null,
    topic integer not null,
    attempts integer not null default 0,
    at timestamptz not null, -- when it was made, or what became of it
    due_at timestamptz not null,
    lease_until timestamptz,
    message bigint,
    worker text,
    outcome text check (outcome in ('sent', 'given_up', 'expired', 'not_concerned')),
    reason text,
    unique (chat_id, topic)
);

create index notices_waiting on notices (due_at, notice_id) where outcome is null;

-- Whoever ends a subscription is not told what still waits; who is forgotten leaves nothing.
create function drop_waiting_notices() returns trigger language plpgsql as $$
begin
    delete from notices where chat_id = old.chat_id and outcome is null;
    return null;
end
$$;

create trigger subscription_ended after delete on subscriptions
for each row execute function drop_waiting_notices();

create function drop_all_notices() returns trigger language plpgsql as $$
begin
    delete from notices where chat_id = old.chat_id;
    return null;
end
$$;

create trigger chat_forgotten after delete on chats
for each row execute function drop_all_notices();

-- One row for all machines: when the next notice may start, and whether delivery is paused.
create table delivery (
    one integer not null primary key check (one = 1),
    next_free_at timestamptz not null,
    paused boolean not null
);

insert into delivery (one, next_free_at, paused) values (1, 'epoch', false);
