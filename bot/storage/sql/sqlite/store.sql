-- name: read_turns(asked)
-- One row for each [chat_id, update_id] of the JSON array, in the order asked. An update counts as
-- answered only in its own chat: Telegram starts its numbering anew after a quiet week.
select
    c.lang, c.profile, c.state,
    u.unsent, u.before_lang, u.before_profile, u.before_state
from json_each(:asked) as asked
left join chats as c
    on c.chat_id = json_extract(asked.value, '$[0]')
left join updates as u
    on u.update_id = json_extract(asked.value, '$[1]')
    and u.chat_id = json_extract(asked.value, '$[0]')
order by asked.key;

-- name: decide_turns(asked)!
-- The JSON array holds one array for each turn, its items in the order of the columns below.
insert into decided_turns
    (chat_id, lang, profile, state,
     update_id, answered_at, before_lang, before_profile, before_state)
select
    json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
    json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
    json_extract(value, '$[6]'), json_extract(value, '$[7]'), json_extract(value, '$[8]')
from json_each(:asked);

-- name: decide_ordered_turns(asked)!
-- The same, and as its last item the orders of the turn: see orders.sql.
insert into ordered_turns
    (chat_id, lang, profile, state,
     update_id, answered_at, before_lang, before_profile, before_state, orders)
select
    json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
    json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
    json_extract(value, '$[6]'), json_extract(value, '$[7]'), json_extract(value, '$[8]'),
    json_extract(value, '$[9]')
from json_each(:asked);

-- name: mark_sent(asked)!
-- The JSON array holds [update_id, asked, shown, album] for each turn.
update updates
set unsent = 0, before_lang = null, before_profile = null, before_state = null,
    asked = json_extract(told.value, '$[1]'), shown = json_extract(told.value, '$[2]'),
    album = json_extract(told.value, '$[3]')
from json_each(:asked) as told
where update_id = json_extract(told.value, '$[0]');

-- name: read_last(chat)
-- The newest message that was answered, and whether nothing was answered since (a press has none).
select
    u.asked, u.shown, u.album,
    not exists (
        select 1 from updates as later
        where later.chat_id = u.chat_id and later.unsent = 0
            and (later.answered_at, later.update_id) > (u.answered_at, u.update_id)
    )
from updates as u
where u.chat_id = :chat and u.unsent = 0 and u.asked is not null
order by u.answered_at desc, u.update_id desc
limit 1;

-- name: forget_chats(asked)!
-- The JSON array holds [chat_id, update_id] for each chat.
insert into forgotten_chats (chat_id, update_id)
select json_extract(value, '$[0]'), json_extract(value, '$[1]')
from json_each(:asked);

-- name: prune_updates(before)!
delete from updates where answered_at < :before;
