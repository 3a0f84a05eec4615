-- name: keep_updates()
-- $1 chats, $2 updates, $3 bodies: gives those that are new. Rows are written in the order of
-- their keys, so that no two machines wait for each other.
insert into waiting_updates (chat_id, update_id, body)
select chat_id, update_id, body
from unnest($1::bigint[], $2::bigint[], $3::text[]) as asked (chat_id, update_id, body)
where not exists (
    select 1 from updates as u
    where u.update_id = asked.update_id and u.chat_id = asked.chat_id and not u.unsent
)
order by chat_id, update_id
on conflict (chat_id, update_id) do nothing
returning chat_id, update_id;

-- name: take_updates()
-- $1 worker, $2 now, $3 until, $4 how many. Only the first update of a chat can be had, and rows
-- that another machine is just taking or answering are passed over: what comes after such a row
-- is not the first of its chat in this statement's view either.
with first as materialized (
    select distinct on (chat_id) chat_id, update_id
    from waiting_updates order by chat_id, update_id
), free as materialized (
    select w.chat_id, w.update_id
    from waiting_updates as w join first using (chat_id, update_id)
    where w.lease_until is null or w.lease_until <= $2
    order by w.update_id
    limit $4
    for update of w skip locked
)
update waiting_updates as w set worker = $1, lease_until = $3
from free where w.chat_id = free.chat_id and w.update_id = free.update_id
returning w.update_id, w.chat_id, w.body;

-- name: renew_updates()!
-- $1 worker, $2 updates, $3 until. Never waits for a row that is just being answered.
with held as (
    select chat_id, update_id from waiting_updates
    where worker = $1 and update_id = any($2::bigint[])
    for update skip locked
)
update waiting_updates as w set lease_until = $3
from held where w.chat_id = held.chat_id and w.update_id = held.update_id;

-- name: drop_update()!
-- $1 worker, $2 update
delete from waiting_updates where worker = $1 and update_id = $2;

-- name: release_updates()!
-- $1 worker
update waiting_updates set worker = null, lease_until = null where worker = $1;

-- name: release_all_updates()!
update waiting_updates set worker = null, lease_until = null where worker is not null;

-- name: count_waiting()
select count(*) from waiting_updates;

-- name: propose_secret()
-- $1 secret
update webhook set secret = coalesce(secret, $1) returning secret;

-- name: read_announced()
select announced from webhook;

-- name: announce()!
-- $1 mark
update webhook set announced = $1;
