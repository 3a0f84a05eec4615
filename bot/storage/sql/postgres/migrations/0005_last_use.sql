-- When a chat was last used: after 18 months without use everything about it is deleted. For chats
-- that are there already the months begin now.
alter table chats add column used_at timestamptz default now();
