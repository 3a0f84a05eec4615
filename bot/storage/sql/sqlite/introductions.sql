-- name: read_introduction(what)
select mark from introductions where what = :what;

-- name: keep_introduction(what, mark)!
insert into introductions (what, mark) values (:what, :mark)
on conflict (what) do update set mark = excluded.mark;
