-- Who wants to be reminded before which of their own days. next_at: when to look at them again, null
-- where nothing is to come.
create table reminders (
    chat_id bigint not null primary key references chats (chat_id) on delete cascade,
    about text not null, -- kinds of days, a blank between two
    since timestamptz not null,
    next_at timestamptz
)
--sqlite strict, without rowid
;

create index reminders_next on reminders (next_at) where next_at is not null;

-- Reminders that came to nothing, until that was said; before_missed is put back with the rest.
alter table chats add column missed text;
alter table updates add column before_missed text;

-- A reminder is an event, too. SQLite changes what a column may hold only in a new table.
--postgres alter table events drop constraint events_kind_check;
--postgres alter table events add constraint events_kind_check
--postgres     check (kind in ('new', 'correction', 'digest', 'manual', 'reminder'));
--sqlite create table events_and_reminders (
--sqlite     event_id integer not null primary key,
--sqlite     topic integer not null,
--sqlite     kind text not null check (kind in ('new', 'correction', 'digest', 'manual', 'reminder')),
--sqlite     draw text not null,
--sqlite     variant text not null,
--sqlite     category text not null,
--sqlite     draws text not null,
--sqlite     corrected text,
--sqlite     words text,
--sqlite     first_seen_at integer not null,
--sqlite     news_until integer,
--sqlite     rounds integer not null default 0,
--sqlite     begins_with integer not null default 0,
--sqlite     reached integer,
--sqlite     unique (kind, draw, variant, category)
--sqlite ) strict;
--sqlite insert into events_and_reminders
--sqlite select
--sqlite     event_id, topic, kind, draw, variant, category, draws, corrected, words, first_seen_at,
--sqlite     news_until, rounds, begins_with, reached
--sqlite from events;
--sqlite drop table events;
--sqlite alter table events_and_reminders rename to events;
