-- name: read_introduction
select mark from introductions where what = :what;

-- name: keep_introduction
insert into introductions (what, mark) values (:what, :mark)
on conflict (what) do update set mark = excluded.mark;

-- name: read_file_id
select file_id from pictures where key = :key;

-- name: keep_file_id
-- The newest 10,000 stay.
delete from pictures where number <= (select max(number) from pictures) - 9999;

insert into pictures (key, file_id) values (:key, :file_id)
on conflict (key) do update set file_id = excluded.file_id;

-- name: drop_file_id
delete from pictures where key = :key;
