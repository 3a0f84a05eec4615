-- When a chat was last used: after 18 months without use everything about it is deleted. For chats
-- that are there already the months begin now; a chat made by anything but a turn begins with the day it was made.
alter table chats add column used_at integer; -- microseconds since 1970, UTC

update chats set used_at = unixepoch() * 1000000;

create trigger chat_made after insert on chats when new.used_at is null
begin
    update chats set used_at = unixepoch() * 1000000 where chat_id = new.chat_id;
end;

drop trigger decide_turn;

create trigger decide_turn instead of insert on decided_turns
begin
    insert into chats (chat_id, lang, profile, state, used_at)
    values (new.chat_id, new.lang, new.profile, new.state, new.answered_at)
    on conflict (chat_id) do update
    set lang = excluded.lang, profile = excluded.profile, state = excluded.state,
        used_at = excluded.used_at;

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
