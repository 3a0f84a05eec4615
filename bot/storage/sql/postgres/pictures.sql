-- name: read_file_id()
select file_id from pictures where key = $1;

-- name: keep_file_id()
-- The newest 10,000 stay, as in SQLite.
with kept as (
    insert into pictures (key, file_id) values ($1, $2)
    on conflict (key) do update set file_id = excluded.file_id
    returning number
)
delete from pictures where number <= (select number from kept) - 10000;

-- name: drop_file_id()!
delete from pictures where key = $1;
