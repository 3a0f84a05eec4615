-- name: personal_columns()
-- Every column of every table with rows about people.
select t.name, c.name
from sqlite_schema as t join pragma_table_info(t.name) as c
where t.type = 'table'
    and exists (select 1 from pragma_table_info(t.name) as p where p.name = 'chat_id')
order by t.name, c.cid;

-- name: forget_unused(before)!
-- What waits to be answered is use, too. Rows in other tables go with their chat.
delete from chats
where used_at < :before
    and not exists (select 1 from subscriptions as s where s.chat_id = chats.chat_id)
    and not exists (select 1 from waiting_updates as w where w.chat_id = chats.chat_id)
    and not exists (
        select 1 from notices as n
        where n.chat_id = chats.chat_id and n.outcome = 'sent' and n.at >= :before
    );
