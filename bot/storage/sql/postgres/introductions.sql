-- name: read_introduction()
select mark from introductions where what = $1;

-- name: keep_introduction()!
insert into introductions (what, mark) values ($1, $2)
on conflict (what) do update set mark = excluded.mark;
