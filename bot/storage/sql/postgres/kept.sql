-- name: personal_columns()
-- Every column of every table with rows about people.
select c.table_name, c.column_name
from information_schema.columns as c
where c.table_schema = current_schema()
    and exists (
        select 1
        from information_schema.columns as p
        join information_schema.tables as t using (table_schema, table_name)
        where p.table_schema = c.table_schema and p.table_name = c.table_name
            and p.column_name = 'chat_id' and t.table_type = 'BASE TABLE'
    )
order by c.table_name, c.ordinal_position;

-- name: forget_unused()!
-- $1 instant. What waits to be answered is use, too. Rows in other tables go with their chat.
delete from chats
where used_at < $1
    and not exists (select 1 from subscriptions as s where s.chat_id = chats.chat_id)
    and not exists (select 1 from waiting_updates as w where w.chat_id = chats.chat_id)
    and not exists (
        select 1 from notices as n
        where n.chat_id = chats.chat_id and n.outcome = 'sent' and n.at >= $1
    );
