-- What is remembered about each chat, and which updates were answered. Nothing else about people.
--
-- WITHOUT ROWID: the key is then part of the row. A rowid table keeps copies of its keys as
-- dividers in the inner pages of the tree, and a deleted chat's id would stay there.
create table chats (
    chat_id integer not null primary key,
    lang text,
    profile text,
    state text
) strict, without rowid;

-- Every table with rows about a person hangs on chats like this one: removing the chat removes all.
-- before_* is what was remembered before the turn, kept only until its reply is known to be sent.
create table updates (
    update_id integer not null primary key,
    chat_id integer not null references chats (chat_id) on delete cascade,
    answered_at integer not null, -- microseconds since 1970, UTC
    unsent integer not null check (unsent in (0, 1)),
    before_lang text,
    before_profile text,
    before_state text
) strict, without rowid;

create index updates_by_chat on updates (chat_id);

-- One insert into this view is one decided turn. The trigger makes its two writes one statement,
-- so that many turns of different chats are one statement, one transaction, one trip to the
-- database's thread.
create view decided_turns as
select
    c.chat_id, c.lang, c.profile, c.state,
    u.update_id, u.answered_at, u.before_lang, u.before_profile, u.before_state
from updates as u join chats as c using (chat_id);

create trigger decide_turn instead of insert on decided_turns
begin
    insert into chats (chat_id, lang, profile, state)
    values (new.chat_id, new.lang, new.profile, new.state)
    on conflict (chat_id) do update
    set lang = excluded.lang, profile = excluded.profile, state = excluded.state;

    insert into updates
        (update_id, chat_id, answered_at, unsent, before_lang, before_profile, before_state)
    values
        (new.update_id, new.chat_id, new.answered_at, 1,
         new.before_lang, new.before_profile, new.before_state)
    on conflict (update_id) do update
    set chat_id = excluded.chat_id, answered_at = excluded.answered_at, unsent = 1,
        before_lang = excluded.before_lang, before_profile = excluded.before_profile,
        before_state = excluded.before_state;
end;
