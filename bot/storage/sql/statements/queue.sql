-- name: keep_updates
-- Gives those that are new; in the order of their keys, so that no two machines wait for each other.
-- A line has room for so many; after its last place, the crowded one, nothing limited is kept until
-- all of it is answered.
-- list asked: chat_id bigint, update_id bigint, body text, limited boolean
insert into waiting_updates (chat_id, update_id, body, crowded)
select chat_id, update_id, body, limited and nth = :most
from (
    select
        asked.chat_id, asked.update_id, asked.body, asked.limited,
        row_number() over (partition by asked.chat_id order by asked.update_id)
        + (select count(*) from waiting_updates as w where w.chat_id = asked.chat_id) as nth
    from :asked
    where not exists (
        select 1 from updates as u
        where u.update_id = asked.update_id and u.chat_id = asked.chat_id and not u.unsent
    ) and not exists (
        select 1 from waiting_updates as w
        where w.chat_id = asked.chat_id
            and (w.update_id = asked.update_id or asked.limited and w.crowded)
    )
) as fresh
where nth <= :most or not limited
order by chat_id, update_id
on conflict (chat_id, update_id) do nothing
returning chat_id, update_id;

-- name: take_updates
-- Only the first update of a chat can be had, and rows that another machine is just taking or
-- answering are passed over: what comes after such a row is not the first of its chat in this
-- statement's view either. Of those that were begun before, fewer at a time: the one that ended the
-- program may be among them.
with fresh as materialized (
    select w.chat_id, w.update_id
    from waiting_updates as w
    where w.takes = 0 and w.update_id = (
        select min(f.update_id) from waiting_updates as f where f.chat_id = w.chat_id
    ) and (w.lease_until is null or w.lease_until <= :now)
    order by w.update_id
    limit :most
    --postgres for update of w skip locked
), again as materialized (
    select w.chat_id, w.update_id
    from waiting_updates as w
    where w.takes > 0 and w.update_id = (
        select min(f.update_id) from waiting_updates as f where f.chat_id = w.chat_id
    ) and (w.lease_until is null or w.lease_until <= :now)
    order by w.update_id
    limit :again
    --postgres for update of w skip locked
), free as (
    select chat_id, update_id from fresh union all select chat_id, update_id from again
)
update waiting_updates set worker = :worker, lease_until = :until, takes = takes + 1
from free
where waiting_updates.chat_id = free.chat_id and waiting_updates.update_id = free.update_id
returning
    waiting_updates.update_id, waiting_updates.chat_id, waiting_updates.body,
    waiting_updates.takes, waiting_updates.crowded, waiting_updates.receipt;

-- name: renew_updates
-- Never waits for a row that is just being answered.
-- list held: update_id bigint
with mine as materialized (
    select chat_id, update_id from waiting_updates
    where worker = :worker and update_id in (select update_id from :held)
    --postgres for update of waiting_updates skip locked
)
update waiting_updates set lease_until = :until
from mine
where waiting_updates.chat_id = mine.chat_id and waiting_updates.update_id = mine.update_id;

-- name: drop_update
delete from waiting_updates where worker = :worker and update_id = :one;

-- name: release_updates
-- In an orderly end: they were begun for nothing.
update waiting_updates set worker = null, lease_until = null, takes = takes - 1
where worker = :worker;

-- name: release_all_updates
update waiting_updates set worker = null, lease_until = null where worker is not null;

-- name: count_waiting
select count(*) from waiting_updates;

-- name: read_announced
select announced from webhook;

-- name: announce
update webhook set announced = :mark;
