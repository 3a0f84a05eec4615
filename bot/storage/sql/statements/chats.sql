-- name: read_turns
-- One row for each pair, in the order asked. An update counts as answered only in its own chat:
-- Telegram starts its numbering anew after a quiet week.
-- list asked: chat_id bigint, update_id bigint
select
    c.lang, c.profile, c.state, c.missed,
    u.unsent, u.before_lang, u.before_profile, u.before_state, u.before_missed
from :asked
left join chats as c on c.chat_id = asked.chat_id
left join updates as u on u.update_id = asked.update_id and u.chat_id = asked.chat_id
order by asked.place;

-- name: decide_turns
-- In the order of their keys, so that no two machines wait for each other. Whose profile is another
-- one may be reminded on other days: they are looked at anew.
-- list chats: chat_id bigint, lang text, profile text, state text, used_at timestamptz
-- list updates: update_id bigint, chat_id bigint, answered_at timestamptz, before_lang text, before_profile text, before_state text, before_missed text
-- list changed: chat_id bigint, at timestamptz
insert into chats (chat_id, lang, profile, state, used_at)
select chat_id, lang, profile, state, used_at from :chats where true order by chat_id
on conflict (chat_id) do update
set lang = excluded.lang, profile = excluded.profile, state = excluded.state,
    used_at = excluded.used_at;

insert into updates
    (update_id, chat_id, answered_at, unsent, before_lang, before_profile, before_state,
     before_missed)
select
    update_id, chat_id, answered_at, true, before_lang, before_profile, before_state, before_missed
from :updates where true order by update_id
on conflict (update_id) do update
set chat_id = excluded.chat_id, answered_at = excluded.answered_at, unsent = true,
    before_lang = excluded.before_lang, before_profile = excluded.before_profile,
    before_state = excluded.before_state, before_missed = excluded.before_missed;

update reminders set next_at = changed.at
from :changed
where reminders.chat_id = changed.chat_id
    and (reminders.next_at is null or reminders.next_at > changed.at);

-- name: mark_sent
-- They also leave the queue.
-- list told: update_id bigint, asked bigint, shown bigint, album text
delete from waiting_updates
where (chat_id, update_id) in (
    select u.chat_id, u.update_id from :told join updates as u on u.update_id = told.update_id
);

update updates
set unsent = false, before_lang = null, before_profile = null, before_state = null,
    before_missed = null, asked = told.asked, shown = told.shown, album = told.album
from :told
where updates.update_id = told.update_id;

-- name: read_last
-- The newest message that was answered, and whether nothing was answered since (a press has none).
select
    u.asked, u.shown, u.album,
    not exists (
        select 1 from updates as later
        where later.chat_id = u.chat_id and not later.unsent
            and (later.answered_at, later.update_id) > (u.answered_at, u.update_id)
    ) as newest
from updates as u
where u.chat_id = :chat and not u.unsent and u.asked is not null
order by u.answered_at desc, u.update_id desc
limit 1;

-- name: forget_chats
-- What waits goes up to the update that asked for it, of which only the language of the receipt stays
-- until that is sent; what the person says afterwards is to be answered. Notices that are being made
-- go on behind the subscriber before. Rows in other tables go with their chat.
-- list asked: chat_id bigint, update_id bigint, receipt text
delete from waiting_updates
where exists (
    select 1 from :asked
    where asked.chat_id = waiting_updates.chat_id and (
        waiting_updates.update_id < asked.update_id
        or waiting_updates.update_id = asked.update_id and asked.receipt is null
    )
);

update waiting_updates set body = '', receipt = asked.receipt
from :asked
where waiting_updates.chat_id = asked.chat_id and waiting_updates.update_id = asked.update_id
    and asked.receipt is not null;

update events set reached = case when reached in (select chat_id from :asked) then (
    select max(s.chat_id) from subscriptions as s
    where s.chat_id < events.reached and s.chat_id not in (select chat_id from :asked)
) else reached end, begins_with = case when begins_with in (select chat_id from :asked) then coalesce((
    select min(s.chat_id) from subscriptions as s
    where s.chat_id > events.begins_with and s.chat_id not in (select chat_id from :asked)
), 9223372036854775807) else begins_with end
where reached in (select chat_id from :asked) or begins_with in (select chat_id from :asked);

delete from chats where chat_id in (select chat_id from :asked);

-- name: prune_updates
delete from updates where answered_at < :before
returning 1;

-- name: vacuum
--sqlite vacuum;

-- name: empty_log
--sqlite pragma wal_checkpoint(truncate);

-- name: personal_columns
-- Every column of every table with rows about people.
--sqlite select t.name, c.name
--sqlite from sqlite_schema as t join pragma_table_info(t.name) as c
--sqlite where t.type = 'table'
--sqlite     and exists (select 1 from pragma_table_info(t.name) as p where p.name = 'chat_id')
--sqlite order by t.name, c.cid;
--postgres select c.table_name, c.column_name
--postgres from information_schema.columns as c
--postgres where c.table_schema = current_schema()
--postgres     and exists (
--postgres         select 1
--postgres         from information_schema.columns as p
--postgres         join information_schema.tables as t using (table_schema, table_name)
--postgres         where p.table_schema = c.table_schema and p.table_name = c.table_name
--postgres             and p.column_name = 'chat_id' and t.table_type = 'BASE TABLE'
--postgres     )
--postgres order by c.table_name, c.ordinal_position;

-- name: forget_unused
-- What waits to be answered is use, too, and so is a reminder that is to come. Rows in other tables go
-- with their chat.
delete from chats
where used_at < :before
    and not exists (select 1 from subscriptions as s where s.chat_id = chats.chat_id)
    and not exists (
        select 1 from reminders as r where r.chat_id = chats.chat_id and r.next_at is not null
    )
    and not exists (select 1 from waiting_updates as w where w.chat_id = chats.chat_id)
    and not exists (
        select 1 from notices as n
        where n.chat_id = chats.chat_id and n.outcome = 'sent' and n.at >= :before
    )
returning 1;
