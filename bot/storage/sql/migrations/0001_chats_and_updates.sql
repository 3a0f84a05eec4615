-- Migrations are written once, for both engines, with the types of PostgreSQL. What SQLite keeps
-- for them, and how its tables are kept, is in statements.py. The first two are one on PostgreSQL.
--
-- What is remembered about each chat, and which updates were answered. Nothing else about people.
create table chats (
    chat_id bigint not null primary key,
    lang text,
    profile text,
    state text
);

-- Every table with rows about a person hangs on chats like this one: removing the chat removes all.
-- before_* is what was remembered before the turn, kept only until its reply is known to be sent.
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
