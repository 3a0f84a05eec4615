-- name: read_turns()
-- $1 chats, $2 updates: one row for each pair, in the order asked. An update counts as answered
-- only in its own chat: Telegram starts its numbering anew after a quiet week.
select
    c.lang, c.profile, c.state,
    u.unsent, u.before_lang, u.before_profile, u.before_state
from unnest($1::bigint[], $2::bigint[]) with ordinality as asked (chat_id, update_id, place)
left join chats as c on c.chat_id = asked.chat_id
left join updates as u on u.update_id = asked.update_id and u.chat_id = asked.chat_id
order by asked.place;

-- name: decide_turns()!
-- $1 chats, $2 languages, $3 profiles, $4 states; $5 updates, $6 when, $7 to $9 what was remembered
-- before. One statement, one transaction; what is said of a chat or an update last is what holds.
-- Rows are written in the order of their keys, so that no two machines wait for each other.
with decided as materialized (
    select *
    from unnest(
        $1::bigint[], $2::text[], $3::text[], $4::text[],
        $5::bigint[], $6::timestamptz[], $7::text[], $8::text[], $9::text[]
    ) with ordinality as turn (
        chat_id, lang, profile, state,
        update_id, answered_at, before_lang, before_profile, before_state, place
    )
), remembered as (
    insert into chats (chat_id, lang, profile, state, used_at)
    select distinct on (chat_id) chat_id, lang, profile, state, answered_at
    from decided order by chat_id, place desc
    on conflict (chat_id) do update
    set lang = excluded.lang, profile = excluded.profile, state = excluded.state,
        used_at = excluded.used_at
)
insert into updates
    (update_id, chat_id, answered_at, unsent, before_lang, before_profile, before_state)
select distinct on (update_id)
    update_id, chat_id, answered_at, true, before_lang, before_profile, before_state
from decided order by update_id, place desc
on conflict (update_id) do update
set chat_id = excluded.chat_id, answered_at = excluded.answered_at, unsent = true,
    before_lang = excluded.before_lang, before_profile = excluded.before_profile,
    before_state = excluded.before_state;

-- name: mark_sent()!
-- $1 updates, $2 what each answered, $3 what was shown, $4 albums: they also leave the queue of the
-- webhook.
with told as (
    select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])
    as told (update_id, asked, shown, album)
), answered as (
    update updates as u
    set unsent = false, before_lang = null, before_profile = null, before_state = null,
        asked = told.asked, shown = told.shown, album = told.album
    from told where u.update_id = told.update_id
    returning u.chat_id, u.update_id
)
delete from waiting_updates as w
using answered as a where w.chat_id = a.chat_id and w.update_id = a.update_id;

-- name: read_last()
-- $1 chat
-- The newest message that was answered, and whether nothing was answered since (a press has none).
select
    u.asked, u.shown, u.album,
    not exists (
        select 1 from updates as later
        where later.chat_id = u.chat_id and not later.unsent
            and (later.answered_at, later.update_id) > (u.answered_at, u.update_id)
    )
from updates as u
where u.chat_id = $1 and not u.unsent and u.asked is not null
order by u.answered_at desc, u.update_id desc
limit 1;

-- name: forget_chats()!
-- $1 chats, $2 updates that asked for it: what waits in the queue of the webhook goes up to that
-- one; what the person says afterwards stays, to be answered.
with asked as (
    select * from unnest($1::bigint[], $2::bigint[]) as asked (chat_id, update_id)
), waiting as (
    delete from waiting_updates as w
    using asked where w.chat_id = asked.chat_id and w.update_id <= asked.update_id
)
delete from chats using asked where chats.chat_id = asked.chat_id;

-- name: prune_updates()
-- $1 instant
with gone as (delete from updates where answered_at < $1 returning 1)
select count(*) from gone;
