-- Under which id Telegram keeps a picture that was sent; the key is a hash of what is on it.
--
-- Of no chat: equal pictures are one, whoever looked at them. Only the newest are kept.
create table pictures (
    --sqlite number integer not null primary key autoincrement,
    --postgres number bigint primary key generated always as identity,
    key text not null unique,
    file_id text not null
--sqlite ) strict;
--postgres );
