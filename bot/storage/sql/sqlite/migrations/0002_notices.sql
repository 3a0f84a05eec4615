-- Readings of the feed, subscriptions, and the notices owed to subscribers (the outbox).
-- Instants are microseconds since 1970, UTC.

create table feed_states (
    address text not null primary key,
    etag text,
    last_modified text,
    read_at integer,
    tried_at integer,
    failing text,
    failing_since integer,
    rounds integer not null
) strict, without rowid;

-- What a draw had in the feed, one row for each set of fields; nothing is ever taken out.
create table revisions (
    number text not null,
    first_seen_at integer not null,
    last_seen_at integer not null,
    draw text not null, -- JSON
    pool text, -- JSON
    primary key (number, first_seen_at)
) strict, without rowid;

create table subscriptions (
    chat_id integer not null primary key references chats (chat_id) on delete cascade,
    about text not null, -- a category, or 'all'
    since integer not null,
    only_changes integer not null check (only_changes in (0, 1)),
    quiet_from text not null, -- HH:MM on the wall clock
    quiet_until text not null,
    zone text,
    in_group integer not null check (in_group in (0, 1))
) strict, without rowid;

-- What owes notices. Events of one topic tell a chat the same thing (digests of one reading, a
-- draw that is new in two categories): a chat gets one of them. The variant tells corrections of
-- one draw apart: when its new fields were first seen, or the operator's words.
create table events (
    event_id integer not null primary key,
    topic integer not null,
    kind text not null check (kind in ('new', 'correction', 'digest', 'manual')),
    draw text not null,
    variant text not null,
    category text not null,
    draws text not null, -- JSON, oldest first
    corrected text, -- JSON of the draw before
    words text,
    first_seen_at integer not null,
    unique (kind, draw, variant, category)
) strict;

create table told_draws (
    draw text not null,
    event_id integer not null references events (event_id),
    primary key (draw, event_id)
) strict, without rowid;

-- outcome is null while the notice waits: not before due_at, and in nobody's hand (lease_until).
-- Events are never removed; a key on event_id would only make SQLite look through all notices
-- whenever there is a new event.
create table notices (
    -- autoincrement: a late word about a notice that is gone must never meet a new one
    notice_id integer not null primary key autoincrement,
    chat_id integer not null references chats (chat_id) on delete cascade,
    event_id integer not null,
    topic integer not null,
    at integer not null, -- when it was made, or what became of it
    due_at integer not null,
    attempts integer not null default 0,
    outcome text check (outcome in ('sent', 'given_up', 'expired', 'not_concerned')),
    worker text,
    lease_until integer,
    message integer,
    reason text,
    unique (chat_id, topic)
) strict;

create index notices_waiting on notices (due_at) where outcome is null;

-- Nobody who ended a subscription is told what still waits.
create trigger subscription_ended after delete on subscriptions
begin
    delete from notices where chat_id = old.chat_id and outcome is null;
end;

-- One row for all: when the next notice may start, and whether an operator paused delivery.
create table delivery (
    one integer not null primary key check (one = 1),
    next_free_at integer not null,
    paused integer not null check (paused in (0, 1))
) strict, without rowid;

insert into delivery (one, next_free_at, paused) values (1, 0, 0);
