-- Under which id Telegram keeps a picture that was sent; the key is a hash of what is on it.
--
-- Of no chat: equal pictures are one, whoever looked at them. Only the newest are kept.
create table pictures (
    number integer not null primary key autoincrement,
    key text not null unique,
    file_id text not null
) strict;

create trigger picture_kept after insert on pictures
begin
    delete from pictures where number <= new.number - 10000;
end;
