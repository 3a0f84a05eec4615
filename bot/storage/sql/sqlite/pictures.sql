-- name: read_file_id(key)
select file_id from pictures where key = :key;

-- name: keep_file_id(key, file_id)!
insert into pictures (key, file_id) values (:key, :file_id)
on conflict (key) do update set file_id = excluded.file_id;

-- name: drop_file_id(key)!
delete from pictures where key = :key;
