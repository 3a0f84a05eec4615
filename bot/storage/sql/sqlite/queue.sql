-- name: keep_updates(asked)
-- The JSON array holds [chat_id, update_id, body] for each update; gives those that are new.
insert into waiting_updates (chat_id, update_id, body)
select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
from json_each(:asked)
where not exists (
    select 1 from updates as u
    where u.update_id = json_extract(value, '$[1]')
        and u.chat_id = json_extract(value, '$[0]')
        and u.unsent = 0
)
on conflict (chat_id, update_id) do nothing
returning chat_id, update_id;

-- name: take_updates(worker, now, until, most)
-- lease_until is that of the chat's lowest update: SQLite takes bare columns from the row of min().
update waiting_updates set worker = :worker, lease_until = :until
where (chat_id, update_id) in (
    select chat_id, update_id
    from (
        select chat_id, min(update_id) as update_id, lease_until
        from waiting_updates group by chat_id
    )
    where lease_until is null or lease_until <= :now
    order by update_id
    limit :most
)
returning update_id, chat_id, body;

-- name: renew_updates(worker, updates, until)!
update waiting_updates set lease_until = :until
where worker = :worker and update_id in (select value from json_each(:updates));

-- name: drop_update(worker, one)!
delete from waiting_updates where worker = :worker and update_id = :one;

-- name: release_updates(worker)!
update waiting_updates set worker = null, lease_until = null where worker = :worker;

-- name: release_all_updates()!
update waiting_updates set worker = null, lease_until = null where worker is not null;

-- name: count_waiting()
select count(*) from waiting_updates;

-- name: propose_secret(proposed)
update webhook set secret = coalesce(secret, :proposed) returning secret;

-- name: read_announced()
select announced from webhook;

-- name: announce(mark)!
update webhook set announced = :mark;
