-- What Telegram was told of the bot itself (commands, description ...): for each text a keyed hash
-- of what it was told last, so that it is told again only when that changed.
create table introductions (
    what text not null primary key,
    mark text not null
);
