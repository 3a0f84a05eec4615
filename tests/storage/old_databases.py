"""SQLite files as every version of the program left them, with rows in each of their tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.storage.statements import migrations

MIGRATIONS = migrations("sqlite")
NEWEST = len(MIGRATIONS)
OURS = int.from_bytes(b"trdw", "big")

CHAT = 4_711
PROFILE = '{"crs":480}'

# What a program of that version had stored, beside what its migration itself puts there.
ROWS: Mapping[int, str] = {
    1: f"""
    insert into chats values ({CHAT}, 'fr', '{PROFILE}', '{{"s":1}}'), (12, null, null, null);
    insert into updates values (100, {CHAT}, 1790000000000000, 0, null, null, null);
    insert into updates values (101, {CHAT}, 1790000000000001, 1, 'en', '{{}}', null);
    """,
    2: f"""
    insert into feed_states values
        ('https://feed', '"e"', null, 1790000000000000, 1790000000000000, null, null, 435);
    insert into revisions values ('447', 1790000000000000, 1790000000000009, '{{}}', null);
    insert into subscriptions values
        ({CHAT}, 'trades', 1780000000000000, 0, '22:00', '07:00', null, 0);
    insert into events values
        (1, 1, 'new', '447', '', 'trades', '["447"]', null, null, 1790000000000000);
    insert into told_draws values ('447', 1);
    insert into notices values
        (5, {CHAT}, 1, 1, 1790000000000000, 1790000000000000, 0, 'sent', null, null, 77, null);
    """,
    3: f"insert into waiting_updates values ({CHAT}, 102, '{{}}', null, null);",
    4: "insert into pictures values (1, 'abc', 'photo-1');",
    5: "insert into alerts values ('a1b2', 1790000000000000);",
    7: "insert into introductions values ('Name en', 'mark')",
    17: f"insert into reminders values ({CHAT}, 'profile', 1790000000000000, 1790000000000001);",
}

# What versions 1 to 8 had beside their tables.
VIEWS: Mapping[int, str] = {
    1: """
    create view decided_turns as
    select
        c.chat_id, c.lang, c.profile, c.state,
        u.update_id, u.answered_at, u.before_lang, u.before_profile, u.before_state
    from updates as u join chats as c using (chat_id);

    create trigger decide_turn instead of insert on decided_turns
    begin
        insert into chats (chat_id, lang, profile, state)
        values (new.chat_id, new.lang, new.profile, new.state)
        on conflict (chat_id) do update
        set lang = excluded.lang, profile = excluded.profile, state = excluded.state;

        insert into updates
            (update_id, chat_id, answered_at, unsent, before_lang, before_profile, before_state)
        values
            (new.update_id, new.chat_id, new.answered_at, 1,
             new.before_lang, new.before_profile, new.before_state)
        on conflict (update_id) do update
        set chat_id = excluded.chat_id, answered_at = excluded.answered_at, unsent = 1,
            before_lang = excluded.before_lang, before_profile = excluded.before_profile,
            before_state = excluded.before_state;
    end;
    """,
    3: """
    create trigger reply_sent after update of unsent on updates when new.unsent = 0
    begin
        delete from waiting_updates
        where chat_id = new.chat_id and update_id = new.update_id;
    end;

    create view forgotten_chats as select chat_id, update_id from updates;

    create trigger forget_chat instead of insert on forgotten_chats
    begin
        delete from waiting_updates
        where chat_id = new.chat_id and update_id <= new.update_id;

        delete from chats where chat_id = new.chat_id;
    end;
    """,
    4: """
    create trigger picture_kept after insert on pictures
    begin
        delete from pictures where number <= new.number - 10000;
    end;
    """,
    6: """
    drop trigger decide_turn;

    create trigger decide_turn instead of insert on decided_turns
    begin
        insert into chats (chat_id, lang, profile, state, used_at)
        values (new.chat_id, new.lang, new.profile, new.state, new.answered_at)
        on conflict (chat_id) do update
        set lang = excluded.lang, profile = excluded.profile, state = excluded.state,
            used_at = excluded.used_at;

        insert into updates
            (update_id, chat_id, answered_at, unsent, before_lang, before_profile, before_state)
        values
            (new.update_id, new.chat_id, new.answered_at, 1,
             new.before_lang, new.before_profile, new.before_state)
        on conflict (update_id) do update
        set chat_id = excluded.chat_id, answered_at = excluded.answered_at, unsent = 1,
            before_lang = excluded.before_lang, before_profile = excluded.before_profile,
            before_state = excluded.before_state;
    end;
    """,
}


def make(path: Path, version: int) -> None:
    """Write the database as that version left it; 0 is a file before the first migration."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        for number, text in enumerate(MIGRATIONS[:version], 1):
            db.executescript(f"{text};\n{VIEWS.get(number, '')};\n{ROWS.get(number, '')}")
        if version:
            db.execute(f"pragma application_id = {OURS}")
            db.execute(f"pragma user_version = {version}")


def content(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, each as its columns by name."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        names = [
            name
            for (name,) in db.execute("select name from sqlite_schema where type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {name: [dict(row) for row in db.execute(f"select * from {name}")] for name in names}


def schema(path: Path) -> set[tuple[str, str, str]]:
    """Everything that is declared in the database."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("select type, name, coalesce(sql, '') from sqlite_schema")
        return {(str(kind), str(name), str(sql)) for kind, name, sql in rows}
