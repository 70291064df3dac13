-- A school of the first version with something in every table, as that program wrote it.
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE account (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person(id),
    bound_at TEXT NOT NULL, unbound_at TEXT, unreachable_since TEXT, language TEXT
) STRICT;
INSERT INTO "account" VALUES(1,700053,'P53','2026-11-22T22:45:00.000000+00:00',NULL,NULL,NULL);
INSERT INTO "account" VALUES(2,700015,'P15','2026-11-22T22:45:00.000000+00:00',NULL,NULL,NULL);
INSERT INTO "account" VALUES(3,700003,'P03','2026-11-22T22:45:00.000000+00:00',NULL,NULL,NULL);
INSERT INTO "account" VALUES(4,700054,'P54','2026-11-22T22:45:00.000000+00:00',NULL,NULL,NULL);
CREATE TABLE alarm (
    number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, danger TEXT NOT NULL, category TEXT NOT NULL,
    chain TEXT NOT NULL, place TEXT, area TEXT, words TEXT NOT NULL, reporter TEXT REFERENCES person(id),
    owner TEXT REFERENCES person(id), raised_at TEXT NOT NULL, owned_at TEXT, on_site_at TEXT, closed_at TEXT,
    level INTEGER NOT NULL DEFAULT 0, drill INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "alarm" VALUES(1,'open','gas','食堂设备','紧急','S1','S1','一食堂有煤气味!','P03',NULL,'2026-11-22T22:45:00.000000+00:00',NULL,NULL,NULL,0,0);
CREATE TABLE alarm_told (
    alarm INTEGER NOT NULL REFERENCES alarm(number), person TEXT NOT NULL REFERENCES person(id), level INTEGER NOT NULL,
    told_at TEXT NOT NULL, answer TEXT, answered_at TEXT, PRIMARY KEY (alarm, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "alarm_told" VALUES(1,'P03',0,'2026-11-22T22:45:00.000000+00:00',NULL,NULL);
CREATE TABLE card (
    chat_id INTEGER NOT NULL, card TEXT NOT NULL, message_id INTEGER NOT NULL, photo INTEGER NOT NULL,
    PRIMARY KEY (chat_id, card)
) STRICT, WITHOUT ROWID;
INSERT INTO "card" VALUES(700003,'alarm:1',17,0);
INSERT INTO "card" VALUES(700003,'alarm:1:reporter',16,0);
INSERT INTO "card" VALUES(700015,'ticket:1:work',11,1);
INSERT INTO "card" VALUES(700053,'ticket:1:reporter',10,0);
INSERT INTO "card" VALUES(700054,'draft:2',13,0);
INSERT INTO "card" VALUES(700054,'draft:3',14,1);
CREATE TABLE dispatch_rule (
    id INTEGER PRIMARY KEY, area TEXT NOT NULL, category TEXT NOT NULL, first TEXT NOT NULL, backup TEXT NOT NULL,
    hours TEXT NOT NULL, responder TEXT NOT NULL, first_aid TEXT NOT NULL
) STRICT;
INSERT INTO "dispatch_rule" VALUES(1,'全校','水暖','plumber','electrician','白天','plumber','先关水阀(总阀位置见地点表),人绕开水,别碰插座');
INSERT INTO "dispatch_rule" VALUES(2,'全校','电气照明','electrician','repair_lead','白天','electrician','别碰、别泼水,人离远;够得着就拉电闸');
INSERT INTO "dispatch_rule" VALUES(3,'全校','门窗锁具','carpenter','guard','白天','carpenter','下面别站人,碎玻璃别用手捡');
INSERT INTO "dispatch_rule" VALUES(4,'全校','家具木工','carpenter','guard','白天','carpenter','先停用,挪到一边,别让人坐');
INSERT INTO "dispatch_rule" VALUES(5,'全校','空调风扇','electrician','repair_lead','白天','electrician','先关电源,底下别站人');
INSERT INTO "dispatch_rule" VALUES(6,'全校','网络多媒体','network_tech','electrician','白天','network_tech','先关机拔电,别反复开关');
INSERT INTO "dispatch_rule" VALUES(7,'全校','土建屋面','repair_lead','logistics_deputy','白天','guard','人先离开,拦住别让人靠近');
INSERT INTO "dispatch_rule" VALUES(8,'全校','消防设施','safety_officer','electrician','白天','guard','看到火先喊人撤、打119,别乘电梯');
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person(id), form TEXT NOT NULL,
    version INTEGER NOT NULL, answers TEXT NOT NULL, opened_at TEXT NOT NULL, touched_at TEXT NOT NULL
) STRICT;
INSERT INTO "draft" VALUES(3,700054,'P54','same',1,'{"words": "3号楼201水管漏水", "evidence": [], "photo": null, "album": null, "said_at": "2026-11-22T22:45:00+00:00", "urgency": "一般", "reasons": ["类别:水管", "地点:3号楼201"], "place": "R3-201", "place_words": "3号楼201", "guessed": true, "category": "水暖", "kind": "repair", "confirm": true, "draft": 2, "other": {"number": 1, "state": "处理中", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": []}, "number": 1}','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00');
CREATE TABLE due (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, verb TEXT NOT NULL, subject TEXT NOT NULL, facts TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, UNIQUE (verb, subject)
) STRICT;
INSERT INTO "due" VALUES(1,'2026-11-23T22:45:00.000000+00:00','inbox.prune','all','{}',0);
INSERT INTO "due" VALUES(2,'2026-11-22T23:15:00.000000+00:00','draft.remind','3','{}',0);
INSERT INTO "due" VALUES(3,'2026-11-23T00:45:00.000000+00:00','draft.leave','3','{}',0);
INSERT INTO "due" VALUES(4,'2026-11-22T22:50:00.000000+00:00','alarm.second_call','1','{}',0);
INSERT INTO "due" VALUES(5,'2026-11-22T22:55:00.000000+00:00','alarm.climb','1','{"level": 1}',0);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, item TEXT, kind TEXT NOT NULL, file_id TEXT NOT NULL, file_unique_id TEXT NOT NULL,
    size INTEGER, role TEXT NOT NULL, person TEXT, said_at TEXT NOT NULL, album TEXT,
    sha256 TEXT, state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'lost')), attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "evidence" VALUES(1,'ticket:1','photo','Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL','AgXjBAes3bVIkLHQ',154708,'before','P53','2026-11-22T22:45:00.000000+00:00',NULL,'8178c101eb376d52242c7434c7690265ba5d978185f01cf697aa0748eb6f88ae','kept',0);
CREATE TABLE follower (
    ticket INTEGER NOT NULL REFERENCES ticket(number), person TEXT NOT NULL REFERENCES person(id),
    PRIMARY KEY (ticket, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "follower" VALUES(1,'P54');
CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY, body TEXT NOT NULL, received_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'done', 'set_aside')), attempts INTEGER NOT NULL DEFAULT 0, error_id TEXT
) STRICT;
INSERT INTO "inbox" VALUES(501424310,'{"my_chat_member": {"chat": {"id": 700053, "first_name": "P53", "type": "private"}, "from": {"id": 700053, "is_bot": false, "first_name": "P53", "language_code": "zh-hans"}, "date": 1795387500, "old_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "kicked", "until_date": 0}, "new_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "member"}}, "update_id": 501424310}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424311,'{"message": {"message_id": 1, "from": {"id": 700053, "is_bot": false, "first_name": "P53", "language_code": "zh-hans"}, "chat": {"id": 700053, "first_name": "P53", "type": "private"}, "date": 1795387500, "text": "/start invitation-for-P53-of-the-school", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}, "update_id": 501424311}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424312,'{"my_chat_member": {"chat": {"id": 700015, "first_name": "P15", "type": "private"}, "from": {"id": 700015, "is_bot": false, "first_name": "P15", "language_code": "zh-hans"}, "date": 1795387500, "old_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "kicked", "until_date": 0}, "new_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "member"}}, "update_id": 501424312}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424313,'{"message": {"message_id": 3, "from": {"id": 700015, "is_bot": false, "first_name": "P15", "language_code": "zh-hans"}, "chat": {"id": 700015, "first_name": "P15", "type": "private"}, "date": 1795387500, "text": "/start invitation-for-P15-of-the-school", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}, "update_id": 501424313}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424314,'{"my_chat_member": {"chat": {"id": 700003, "first_name": "P03", "type": "private"}, "from": {"id": 700003, "is_bot": false, "first_name": "P03", "language_code": "zh-hans"}, "date": 1795387500, "old_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "kicked", "until_date": 0}, "new_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "member"}}, "update_id": 501424314}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424315,'{"message": {"message_id": 5, "from": {"id": 700003, "is_bot": false, "first_name": "P03", "language_code": "zh-hans"}, "chat": {"id": 700003, "first_name": "P03", "type": "private"}, "date": 1795387500, "text": "/start invitation-for-P03-of-the-school", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}, "update_id": 501424315}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424316,'{"my_chat_member": {"chat": {"id": 700054, "first_name": "P54", "type": "private"}, "from": {"id": 700054, "is_bot": false, "first_name": "P54", "language_code": "zh-hans"}, "date": 1795387500, "old_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "kicked", "until_date": 0}, "new_chat_member": {"user": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "status": "member"}}, "update_id": 501424316}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424317,'{"message": {"message_id": 7, "from": {"id": 700054, "is_bot": false, "first_name": "P54", "language_code": "zh-hans"}, "chat": {"id": 700054, "first_name": "P54", "type": "private"}, "date": 1795387500, "text": "/start invitation-for-P54-of-the-school", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}, "update_id": 501424317}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424318,'{"message": {"message_id": 9, "from": {"id": 700053, "is_bot": false, "first_name": "P53", "language_code": "zh-hans"}, "chat": {"id": 700053, "first_name": "P53", "type": "private"}, "date": 1795387500, "photo": [{"file_id": "AggNKLL2CYMKiVtvbHplFDVVuT2EwPH0JJjGpSlo6HJZC4pz3tAykxuh60", "file_unique_id": "Ak5lxzqX18HsQ0wv", "file_size": 2028, "width": 90, "height": 68}, {"file_id": "AgoxfqveM-PKvN3rPhpwI18uRz8w2t1D1n4oeT8tAWlA8wpsk1xKvkHtbH", "file_unique_id": "AxHV6b5tcoNHYtb9", "file_size": 11571, "width": 320, "height": 240}, {"file_id": "Agm7UdVuTJIqmJ3FnX2qYVRORtjPMYe2ewFyiUF1ACBhVOcPQ0w-A6zfa0", "file_unique_id": "AaWiLoLoCsjGL_kS", "file_size": 62101, "width": 800, "height": 600}, {"file_id": "Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL", "file_unique_id": "AgXjBAes3bVIkLHQ", "file_size": 154708, "width": 1280, "height": 960}], "caption": "3号楼201水管漏水"}, "update_id": 501424318}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424319,'{"callback_query": {"id": "3449770241441423355", "from": {"id": 700053, "is_bot": false, "first_name": "P53", "language_code": "zh-hans"}, "chat_instance": "700055100159", "message": {"message_id": 10, "from": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "chat": {"id": 700053, "first_name": "P53", "type": "private"}, "date": 1795387500, "text": "🔧 3号教工宿舍楼-201\n3号楼201水管漏水|水暖|一般。对吗?", "reply_markup": {"inline_keyboard": [[{"callback_data": "d:1:confirm:file", "text": "对,报上"}], [{"callback_data": "d:1:confirm:place", "text": "改地点"}, {"callback_data": "d:1:confirm:category", "text": "改类别"}], [{"callback_data": "d:1:confirm:worse", "text": "更急"}, {"callback_data": "d:1:confirm:drop", "text": "不报了"}]]}}, "data": "d:1:confirm:file"}, "update_id": 501424319}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424320,'{"callback_query": {"id": "3323596500296231729", "from": {"id": 700015, "is_bot": false, "first_name": "P15", "language_code": "zh-hans"}, "chat_instance": "700017100045", "message": {"message_id": 11, "from": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "chat": {"id": 700015, "first_name": "P15", "type": "private"}, "date": 1795387500, "photo": [{"file_id": "Ag-EcuR7JIR4_UaJGA8nCSst2DFG8JpxN5F4EbO1IL3D_6MqiH8PHRsGy0", "file_unique_id": "Ak5lxzqX18HsQ0wv", "file_size": 2028, "width": 90, "height": 68}, {"file_id": "AgKqXnkFyP5XPyqRo_ob9q4sZYgTw0z02b1atplCB8NfQT69c1zLf4SGgT", "file_unique_id": "AxHV6b5tcoNHYtb9", "file_size": 11571, "width": 320, "height": 240}, {"file_id": "AgH3_hKuA4OeP-MyZtUH60FW03yT0_7MfFPV2SBzw1vzLmqhTCR6-ns5eC", "file_unique_id": "AaWiLoLoCsjGL_kS", "file_size": 62101, "width": 800, "height": 600}, {"file_id": "AgWRIGrEPKFPYJPwO9eTDqXsym-Iedv0inFCsqv8CLx_ZPEmTDyni8HYds", "file_unique_id": "AgXjBAes3bVIkLHQ", "file_size": 154708, "width": 1280, "height": 960}], "caption": "🔧 1 3号教工宿舍楼-201\n3号楼201水管漏水|水暖|一般\n裴思远 06:45报。", "reply_markup": {"inline_keyboard": [[{"callback_data": "t:take:1", "text": "接单"}], [{"callback_data": "f:give_back:1", "text": "修不了"}]]}}, "data": "t:take:1"}, "update_id": 501424320}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424321,'{"message": {"message_id": 12, "from": {"id": 700054, "is_bot": false, "first_name": "P54", "language_code": "zh-hans"}, "chat": {"id": 700054, "first_name": "P54", "type": "private"}, "date": 1795387500, "text": "3号楼201水管漏水"}, "update_id": 501424321}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424322,'{"callback_query": {"id": "3259879619533367653", "from": {"id": 700054, "is_bot": false, "first_name": "P54", "language_code": "zh-hans"}, "chat_instance": "700056100162", "message": {"message_id": 13, "from": {"id": 1234567, "is_bot": true, "first_name": "值勤", "username": "rehearsal_bot"}, "chat": {"id": 700054, "first_name": "P54", "type": "private"}, "date": 1795387500, "text": "🔧 3号教工宿舍楼-201\n3号楼201水管漏水|水暖|一般。对吗?", "reply_markup": {"inline_keyboard": [[{"callback_data": "d:2:confirm:file", "text": "对,报上"}], [{"callback_data": "d:2:confirm:place", "text": "改地点"}, {"callback_data": "d:2:confirm:category", "text": "改类别"}], [{"callback_data": "d:2:confirm:worse", "text": "更急"}, {"callback_data": "d:2:confirm:drop", "text": "不报了"}]]}}, "data": "d:2:confirm:file"}, "update_id": 501424322}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424323,'{"message": {"message_id": 15, "from": {"id": 700003, "is_bot": false, "first_name": "P03", "language_code": "zh-hans"}, "chat": {"id": 700003, "first_name": "P03", "type": "private"}, "date": 1795387500, "text": "一食堂有煤气味!"}, "update_id": 501424323}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
INSERT INTO "inbox" VALUES(501424324,'{"message": {"message_id": 18, "from": {"id": 700054, "is_bot": false, "first_name": "P54", "language_code": "zh-hans"}, "chat": {"id": 700054, "first_name": "P54", "type": "private"}, "date": 1795387500, "text": "灯坏了"}, "update_id": 501424324}','2026-11-22T22:45:00.000000+00:00','done',0,NULL);
CREATE TABLE invitation (
    hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), made_at TEXT NOT NULL, used_at TEXT, void_at TEXT
) STRICT;
INSERT INTO "invitation" VALUES('b7193bce2f068bfb9e30def096cdbac58095ef20d2b1b65b7b84312063af53df','P53','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL);
INSERT INTO "invitation" VALUES('a70fe06fe57a5cb33dce148a2159e7ed6d1584ea2730e41cd16da977d2f3a8f3','P15','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL);
INSERT INTO "invitation" VALUES('9d097be70e4c17c36cdcdd340fa76af6900e2ed01d465a9fc42a2aba931f8379','P03','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL);
INSERT INTO "invitation" VALUES('598d38800efb208594b92f2a20b48830ada860b61340b48f396efa693504627e','P54','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY, person TEXT REFERENCES person(id), chat_id INTEGER, lane INTEGER NOT NULL,
    about TEXT NOT NULL, facts TEXT NOT NULL, item TEXT, card TEXT, show TEXT NOT NULL, once TEXT UNIQUE,
    not_before TEXT, good_until TEXT, hold_ms INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'never', 'expired', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0, maybe_sent INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL, closed_at TEXT, message_id INTEGER, why TEXT,
    CHECK ((person IS NULL) <> (chat_id IS NULL))
) STRICT;
INSERT INTO "outbox" VALUES(1,NULL,700053,0,'person.bound','{"address": "裴老师", "roles": ["班主任"], "menu": [["🚨 紧急", "🔧 报修"], ["📋 我的事", "🙋 帮助"]]}',NULL,NULL,'new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',2,NULL);
INSERT INTO "outbox" VALUES(2,NULL,700015,0,'person.bound','{"address": "田师傅", "roles": ["水暖工"], "menu": [["🚨 紧急", "🔧 报修"], ["🧰 我的单", "📋 我的事", "🙋 帮助"]]}',NULL,NULL,'new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',4,NULL);
INSERT INTO "outbox" VALUES(3,NULL,700003,0,'person.bound','{"address": "卢主任", "roles": ["后勤主任"], "menu": [["🚨 紧急", "🔧 报修"], ["🧰 我的单", "✋ 待派", "📋 我的事", "🙋 帮助"]]}',NULL,NULL,'new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',6,NULL);
INSERT INTO "outbox" VALUES(4,NULL,700054,0,'person.bound','{"address": "施老师", "roles": ["班主任"], "menu": [["🚨 紧急", "🔧 报修"], ["📋 我的事", "🙋 帮助"]]}',NULL,NULL,'new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',8,NULL);
INSERT INTO "outbox" VALUES(5,NULL,700053,0,'report.confirm','{"draft": 1, "field": "confirm", "back": true, "options": [["file", "对,报上", true], ["place", "改地点", true], ["category", "改类别", true], ["worse", "更急", true], ["drop", "不报了", true]], "words": "3号楼201水管漏水", "place": "3号教工宿舍楼-201", "category": "水暖", "urgency": "一般", "photos": 1, "photo": "Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL", "number": null, "elsewhere": false, "other": null}',NULL,'draft:1','new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',10,NULL);
INSERT INTO "outbox" VALUES(6,'P15',NULL,3,'ticket.job','{"number": 1, "state": "已派", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": [], "why": ""}','ticket:1','ticket:1:work','new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',11,NULL);
INSERT INTO "outbox" VALUES(7,'P53',NULL,2,'ticket.filed','{"number": 1, "state": "已派", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": [], "why": "", "follows": false, "nobody": false}','ticket:1:reporter','ticket:1:reporter','edit',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',10,NULL);
INSERT INTO "outbox" VALUES(8,NULL,700053,0,'form.over','{"form": "report"}',NULL,'draft:1','only_edit',NULL,NULL,NULL,0,'never',0,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL,'no card to edit');
INSERT INTO "outbox" VALUES(9,'P15',NULL,2,'ticket.job','{"number": 1, "state": "处理中", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": [], "mine": true}','ticket:1:state','ticket:1:work','only_edit',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',11,NULL);
INSERT INTO "outbox" VALUES(10,'P03',NULL,2,'ticket.job','{"number": 1, "state": "处理中", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": [], "mine": false}','ticket:1:state','ticket:1:work','only_edit',NULL,NULL,NULL,0,'never',0,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL,'no card to edit');
INSERT INTO "outbox" VALUES(11,'P53',NULL,2,'ticket.filed','{"number": 1, "state": "处理中", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": [], "why": "", "follows": false, "nobody": false}','ticket:1:reporter','ticket:1:reporter','edit',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',10,NULL);
INSERT INTO "outbox" VALUES(12,NULL,700015,0,'toast.ticket','{"move": "take", "number": 1}','toast:501424320',NULL,'edit',NULL,'2026-11-22T22:45:05.000000+00:00',NULL,0,'withdrawn',0,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',NULL,'owned');
INSERT INTO "outbox" VALUES(13,NULL,700054,0,'report.confirm','{"draft": 2, "field": "confirm", "back": true, "options": [["file", "对,报上", true], ["place", "改地点", true], ["category", "改类别", true], ["worse", "更急", true], ["drop", "不报了", true]], "words": "3号楼201水管漏水", "place": "3号教工宿舍楼-201", "category": "水暖", "urgency": "一般", "photos": 0, "photo": null, "number": null, "elsewhere": false, "other": null}',NULL,'draft:2','new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',13,NULL);
INSERT INTO "outbox" VALUES(14,NULL,700054,0,'form.over','{"form": "report"}',NULL,'draft:2','only_edit',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',13,NULL);
INSERT INTO "outbox" VALUES(15,NULL,700054,0,'report.same','{"draft": 3, "field": "same", "back": false, "options": [["mine", "是,算我一个", true], ["other", "不是", true]], "words": "3号楼201水管漏水", "place": "3号教工宿舍楼-201", "category": "水暖", "urgency": "一般", "photos": 0, "photo": null, "number": 1, "elsewhere": false, "other": {"number": 1, "state": "处理中", "category": "水暖", "urgency": "一般", "place": "3号教工宿舍楼-201", "words": "3号楼201水管漏水", "reporter": "裴思远", "assignee": "田大勇", "reported": "06:45", "changed": "06:45", "arrived": "", "unconfirmed": false, "photos": ["Ag-3NjhYl3aClGrERaju5ai2dvKxCsZpvj8jVkCgR1_W7SAONOmv-MEiVL"], "after": [], "voices": [], "files": []}}',NULL,'draft:3','new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',14,NULL);
INSERT INTO "outbox" VALUES(16,'P03',NULL,1,'alarm.card','{"number": 1, "state": "open", "danger": "gas", "words": "一食堂有煤气味!", "place": "一食堂", "valves": {"water": "后厨门外左侧地井", "power": "库房门口配电箱", "gas": "后厨外墙黄色阀门箱"}, "reporter": "卢建国", "owner": "", "raised": "06:45", "owned": "", "on_site": "", "closed": "", "minutes": 0, "told": ["卢建国"], "knows": [], "photos": [], "after": [], "voices": [], "files": []}','alarm:1','alarm:1','new','alarm:1:P03:first',NULL,'2026-11-24T22:45:00.000000+00:00',0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',17,NULL);
INSERT INTO "outbox" VALUES(17,'P03',NULL,0,'alarm.raised','{"number": 1, "state": "open", "danger": "gas", "words": "一食堂有煤气味!", "place": "一食堂", "valves": {"water": "后厨门外左侧地井", "power": "库房门口配电箱", "gas": "后厨外墙黄色阀门箱"}, "reporter": "卢建国", "owner": "", "raised": "06:45", "owned": "", "on_site": "", "closed": "", "minutes": 0, "told": ["卢建国"], "knows": [], "photos": [], "after": [], "voices": [], "files": []}','alarm:1:reporter','alarm:1:reporter','new',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',16,NULL);
INSERT INTO "outbox" VALUES(18,NULL,700054,0,'form.tap_please','{"language": "zh-hans"}',NULL,NULL,'edit',NULL,NULL,NULL,0,'delivered',1,0,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',19,NULL);
CREATE TABLE person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, roles TEXT NOT NULL, section TEXT NOT NULL,
    superior TEXT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED, language TEXT NOT NULL, presence TEXT NOT NULL,
    phone TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "person" VALUES('P01','沈砚秋','沈校长','["head", "duty_leader"]','全校',NULL,'zh','在岗','自己','校长');
INSERT INTO "person" VALUES('P02','顾云舟','顾校长','["deputy_head", "duty_leader"]','全校','P01','zh','在岗','自己','副校长,分管后勤与安全');
INSERT INTO "person" VALUES('P03','卢建国','卢主任','["logistics_head", "duty_leader"]','全校','P02','zh','在岗','自己','后勤主任');
INSERT INTO "person" VALUES('P13','马德福','马师傅','["repair_lead", "electrician"]','全校','P03','zh','在岗','自己','持电工证');
INSERT INTO "person" VALUES('P15','田大勇','田师傅','["plumber"]','全校','P13','zh','在岗','自己','');
INSERT INTO "person" VALUES('P53','裴思远','裴老师','["class_teacher", "duty_teacher", "room_member"]','中学部','P63','zh','在岗','自己','高三1班');
INSERT INTO "person" VALUES('P54','施雅琴','施老师','["class_teacher", "duty_teacher", "room_leader", "room_member"]','中学部','P63','zh','在岗','自己','高二3班');
INSERT INTO "person" VALUES('P63','程克俭','程主任','["moral_head", "inspector", "duty_leader"]','全校','P02','zh','在岗','自己','政教处');
CREATE TABLE place (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
    parent TEXT REFERENCES place(code) DEFERRABLE INITIALLY DEFERRED, section TEXT NOT NULL, owner TEXT,
    water TEXT NOT NULL, power TEXT NOT NULL, gas TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
INSERT INTO "place" VALUES('CX','澄溪实验学校','["学校", "校区", "校园"]','校区',NULL,'全校','P02','','','',0);
INSERT INTO "place" VALUES('R3','3号教工宿舍楼','["教工宿舍", "教师宿舍", "教工楼", "3号楼", "三号楼", "3号教工宿舍", "教师公寓"]','楼','CX','全校','P78','1层楼梯下管井','1层门厅右侧配电箱','无',11);
INSERT INTO "place" VALUES('S1','一食堂','["中学食堂", "第一食堂", "1食堂", "大食堂", "一饭堂"]','食堂','CX','中学部','P35','后厨门外左侧地井','库房门口配电箱','后厨外墙黄色阀门箱',12);
INSERT INTO "place" VALUES('R3-F2','3号教工宿舍楼-2层','["3号教工宿舍楼-2楼", "3号教工宿舍楼2楼", "3号教工宿舍楼二楼"]','层','R3','全校','P78','','','',58);
INSERT INTO "place" VALUES('R3-201','3号教工宿舍楼-201','["教工宿舍201", "3号楼201", "3号教工-201", "三号楼201"]','房间','R3-F2','全校','P19','','','',440);
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT, place TEXT, item TEXT, said_at TEXT NOT NULL,
    arrived_at TEXT NOT NULL, body TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "record" VALUES(1,'school.imported',NULL,NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"changes":{"人员":[102,0,0],"值班表":[752,0,0],"升级链":[87,0,0],"地点":[524,0,0],"派单":[49,0,0],"班次":[22,0,0],"角色":[40,0,0],"设置":[84,0,0]}}','0000000000000000000000000000000000000000000000000000000000000000','da7b3746e3b9168d44c54ec747aa1a877e49a924c56bd944af4865cde6cc483b');
INSERT INTO "record" VALUES(2,'invitation.made',NULL,NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"for":"P53"}','da7b3746e3b9168d44c54ec747aa1a877e49a924c56bd944af4865cde6cc483b','98c24de5e1685ce7e0c3a497ad64a26abf70e538876025e6ab767074fd3faa7d');
INSERT INTO "record" VALUES(3,'account.bound','P53',NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"older_phone_unbound":false}','98c24de5e1685ce7e0c3a497ad64a26abf70e538876025e6ab767074fd3faa7d','bc8089bfd7b80c24111dd7165f62e35ac6ae697aa83e10fa6afa02228b61762b');
INSERT INTO "record" VALUES(4,'invitation.made',NULL,NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"for":"P15"}','bc8089bfd7b80c24111dd7165f62e35ac6ae697aa83e10fa6afa02228b61762b','66ff1bbdfa78d31ef98cd0623c2b9b1331f64e81ba57c2ce68aa557f15368a72');
INSERT INTO "record" VALUES(5,'account.bound','P15',NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"older_phone_unbound":false}','66ff1bbdfa78d31ef98cd0623c2b9b1331f64e81ba57c2ce68aa557f15368a72','961a0287e473959e4cc48ef156730bf19b112e5177220001f533f16d0160ede3');
INSERT INTO "record" VALUES(6,'invitation.made',NULL,NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"for":"P03"}','961a0287e473959e4cc48ef156730bf19b112e5177220001f533f16d0160ede3','1fec4426187dec5b818d11fbb69c1eac81a2ad63caed9f14deea5c2473bb0878');
INSERT INTO "record" VALUES(7,'account.bound','P03',NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"older_phone_unbound":false}','1fec4426187dec5b818d11fbb69c1eac81a2ad63caed9f14deea5c2473bb0878','fe45695bf2974db901a7ca408c173ec424427e7d6b695bfdce7ea24143b81f23');
INSERT INTO "record" VALUES(8,'invitation.made',NULL,NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"for":"P54"}','fe45695bf2974db901a7ca408c173ec424427e7d6b695bfdce7ea24143b81f23','ec119b1dcc995309bce2897d22da443f49cc589734a3d9ba91bfeab020899c4f');
INSERT INTO "record" VALUES(9,'account.bound','P54',NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"older_phone_unbound":false}','ec119b1dcc995309bce2897d22da443f49cc589734a3d9ba91bfeab020899c4f','ae2576e47a89b78acf26184e0d4b1742e91af2c0d99036e5c7e50cac932ddc0b');
INSERT INTO "record" VALUES(10,'evidence.kept','P53',NULL,NULL,'2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"evidence":1,"file":"AgXjBAes3bVIkLHQ","sha256":"8178c101eb376d52242c7434c7690265ba5d978185f01cf697aa0748eb6f88ae","size":154708}','ae2576e47a89b78acf26184e0d4b1742e91af2c0d99036e5c7e50cac932ddc0b','cce046389390ddd888e74dca65a54f89fec2da6fa1bb6b89f868d934deeae87c');
INSERT INTO "record" VALUES(11,'ticket.reported','P53','R3-201','ticket:1','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"category":"水暖","evidence":[1],"from":null,"number":1,"place_words":"3号楼201","unconfirmed":false,"urgency":"一般","words":"3号楼201水管漏水"}','cce046389390ddd888e74dca65a54f89fec2da6fa1bb6b89f868d934deeae87c','812f1844429117bbc74638b347410539c1a3152f97abd07119ef2c87125a2d9d');
INSERT INTO "record" VALUES(12,'ticket.assign',NULL,NULL,'ticket:1','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"assignee":"P15"}','812f1844429117bbc74638b347410539c1a3152f97abd07119ef2c87125a2d9d','a760659c112e012888c811ae3559996bc91acfd0e456f9fffa2f665c7c10e51e');
INSERT INTO "record" VALUES(13,'ticket.take','P15','R3-201','ticket:1','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"assignee":"P15","evidence":[],"state":"处理中","why":""}','a760659c112e012888c811ae3559996bc91acfd0e456f9fffa2f665c7c10e51e','de8616e13c97411a6281dccd09dfa8ef130645dd159732d044df20f1e3d98420');
INSERT INTO "record" VALUES(14,'alarm.raised','P03','S1','alarm:1','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00','{"danger":"gas","evidence":[],"reasons":["紧急词:煤气味","类别:煤气味","地点:一食堂"],"words":"一食堂有煤气味!"}','de8616e13c97411a6281dccd09dfa8ef130645dd159732d044df20f1e3d98420','1221c0b7a7eb680bfc2f2fbd89af0b7077ddf2817515ca5aba1c5aa05b65ff9c');
CREATE TABLE role (code TEXT PRIMARY KEY, name TEXT NOT NULL, manager INTEGER NOT NULL, permissions TEXT NOT NULL) STRICT;
INSERT INTO "role" VALUES('head','校长',1,'["审批", "报修", "查看日报", "管理人员"]');
INSERT INTO "role" VALUES('deputy_head','分管副校长',1,'["审批", "巡查", "报修", "抽检", "查看日报", "管理人员"]');
INSERT INTO "role" VALUES('logistics_head','后勤主任',1,'["受理", "审批", "巡查", "报修", "抽检", "查看日报", "派单", "管理人员", "验收"]');
INSERT INTO "role" VALUES('logistics_deputy','总务副主任',1,'["受理", "巡查", "报修", "抽检", "查看日报", "派单", "管理人员", "验收"]');
INSERT INTO "role" VALUES('kindergarten_head','幼儿园后勤园长',1,'["审批", "巡查", "报修", "抽检", "查看日报", "派单", "管理人员", "验收"]');
INSERT INTO "role" VALUES('duty_leader','带班领导',0,'["巡查", "报修", "抽检", "查看日报", "签字"]');
INSERT INTO "role" VALUES('safety_officer','安全专员',0,'["受理", "巡查", "报修", "查看日报", "派单", "签字", "验收"]');
INSERT INTO "role" VALUES('inspector','督查员',0,'["报修", "抽检", "查看日报", "验收"]');
INSERT INTO "role" VALUES('clerk','总务干事',1,'["受理", "报修", "查看日报", "派单", "管理人员"]');
INSERT INTO "role" VALUES('moral_head','德育主任',0,'["报修", "抽检", "查看日报"]');
INSERT INTO "role" VALUES('dean','教务主任',0,'["报修", "查看日报"]');
INSERT INTO "role" VALUES('asset_keeper','资产管理员',0,'["报修", "验收"]');
INSERT INTO "role" VALUES('buyer','采购员',0,'["报修"]');
INSERT INTO "role" VALUES('storekeeper','仓库保管员',0,'["受理", "报修"]');
INSERT INTO "role" VALUES('accountant','会计',0,'["报修"]');
INSERT INTO "role" VALUES('repair_lead','维修组长',0,'["受理", "巡查", "报修", "查看日报", "派单", "验收"]');
INSERT INTO "role" VALUES('electrician','电工',0,'["受理", "巡查", "报修"]');
INSERT INTO "role" VALUES('plumber','水暖工',0,'["受理", "巡查", "报修"]');
INSERT INTO "role" VALUES('carpenter','木工',0,'["受理", "报修"]');
INSERT INTO "role" VALUES('boiler_operator','锅炉工',0,'["受理", "巡查", "报修"]');
INSERT INTO "role" VALUES('network_tech','电教网管',0,'["受理", "报修"]');
INSERT INTO "role" VALUES('gardener','绿化工',0,'["受理", "巡查", "报修"]');
INSERT INTO "role" VALUES('guard','保安',0,'["巡查", "报修", "签字"]');
INSERT INTO "role" VALUES('guard_lead','保安队长',0,'["受理", "巡查", "报修", "查看日报", "派单", "签字"]');
INSERT INTO "role" VALUES('warden','宿管',0,'["巡查", "报修", "签字"]');
INSERT INTO "role" VALUES('warden_lead','宿管组长',0,'["巡查", "报修", "查看日报", "签字", "验收"]');
INSERT INTO "role" VALUES('room_leader','教工寝室长',0,'["报修", "签字"]');
INSERT INTO "role" VALUES('room_member','教工寝室成员',0,'["报修", "签字"]');
INSERT INTO "role" VALUES('food_director','食品安全总监',0,'["巡查", "报修", "抽检", "查看日报", "签字", "验收"]');
INSERT INTO "role" VALUES('canteen_safety','食品安全员',0,'["巡查", "报修", "签字"]');
INSERT INTO "role" VALUES('canteen_lead','食堂班长',0,'["巡查", "报修", "签字", "验收"]');
INSERT INTO "role" VALUES('cook','厨师',0,'["报修", "签字"]');
INSERT INTO "role" VALUES('sampler','留样员',0,'["报修", "签字"]');
INSERT INTO "role" VALUES('dishwasher','洗消员',0,'["报修", "签字"]');
INSERT INTO "role" VALUES('cleaner','保洁',0,'["巡查", "报修", "签字"]');
INSERT INTO "role" VALUES('cleaner_lead','保洁班长',0,'["巡查", "报修", "派单", "签字", "验收"]');
INSERT INTO "role" VALUES('class_teacher','班主任',0,'["报修", "签字", "验收"]');
INSERT INTO "role" VALUES('duty_teacher','值班教师',0,'["巡查", "报修", "签字"]');
INSERT INTO "role" VALUES('teacher','任课教师',0,'["报修", "签字"]');
INSERT INTO "role" VALUES('nurse','校医/保健医',0,'["巡查", "报修", "签字"]');
CREATE TABLE rostered (
    day TEXT NOT NULL, shift TEXT NOT NULL REFERENCES shift(code) DEFERRABLE INITIALLY DEFERRED,
    person TEXT NOT NULL REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED, posts TEXT NOT NULL,
    PRIMARY KEY (day, shift, person)
) STRICT, WITHOUT ROWID;
INSERT INTO "rostered" VALUES('2026-11-23','DL','P01','[]');
INSERT INTO "rostered" VALUES('2026-11-23','DTS','P53','[]');
INSERT INTO "rostered" VALUES('2026-11-23','E1','P13','[]');
INSERT INTO "rostered" VALUES('2026-11-23','P1','P15','[]');
CREATE TABLE rung (
    id INTEGER PRIMARY KEY, chain TEXT NOT NULL, level INTEGER NOT NULL, target TEXT NOT NULL,
    after_minutes REAL NOT NULL, hours TEXT NOT NULL
) STRICT;
INSERT INTO "rung" VALUES(1,'紧急',0,'首响',0.0,'全天');
INSERT INTO "rung" VALUES(2,'紧急',0,'备选',0.0,'全天');
INSERT INTO "rung" VALUES(3,'紧急',0,'safety_officer',0.0,'全天');
INSERT INTO "rung" VALUES(4,'紧急',0,'logistics_head',0.0,'白天');
INSERT INTO "rung" VALUES(5,'紧急',0,'duty_leader',0.0,'夜间');
INSERT INTO "rung" VALUES(6,'紧急',0,'管理群',0.0,'全天');
INSERT INTO "rung" VALUES(7,'紧急',1,'deputy_head',10.0,'全天');
INSERT INTO "rung" VALUES(8,'紧急',2,'head',20.0,'全天');
INSERT INTO "rung" VALUES(9,'较急',0,'repair_lead',0.0,'全天');
INSERT INTO "rung" VALUES(10,'较急',1,'logistics_head',30.0,'全天');
INSERT INTO "rung" VALUES(11,'较急',2,'deputy_head',150.0,'全天');
INSERT INTO "rung" VALUES(12,'一般',0,'clerk',0.0,'全天');
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('school.revision','1');
INSERT INTO "setting" VALUES('school/language','zh');
INSERT INTO "setting" VALUES('school/negations','["没有", "无", "未见", "不", "未发现"]');
INSERT INTO "setting" VALUES('school/night','["22:00", "06:30"]');
INSERT INTO "setting" VALUES('school/not_negations','["不断", "不停", "不止", "不住", "不小心", "不好了"]');
INSERT INTO "setting" VALUES('school/quiet','["22:00", "06:30"]');
INSERT INTO "setting" VALUES('school/rest','{"学校地址": "岚州市澄溪县(虚构)", "供冷期": "06-01~09-30", "有工程时段": "2026-11-16~2026-12-18", "窗口提前分": "15", "窗口准时宽限分": "5", "窗口迟报分": "15", "照片保留天数": "180", "巡查记录保留天数": "366", "监控保留天数": "30", "组:教工寝室": "宿舍类型=教工", "组:学生寝室": "宿舍类型=学生", "组:食堂点位": "S1-K、S1-L、S1-X、S1-C、S1-KIT、S1-FL、S1-ST、S2-B、S2-K、S2-L、S2-OP、S2-X", "关键检查表": "C03、C04、C10、C12、C16、C23", "高峰静默": "06:50-07:40、16:10-17:20", "教工寝室值日": "按床位轮流", "抽检合格分": "80", "抽检每人每班上限": "2", "抽检加权比例": "70", "合并报修小时": "24", "门岗三态": "在岗、离岗已锁、离岗未锁", "保安日巡次数": "5", "夜间防火最大间隔分": "120", "访客证件只留后": "4", "停水停电到场分": "20", "留样克数": "125", "留样保存小时": "48", "人像照片": "否", "排名公示": "否", "连带考核": "否", "提醒.任务.1": "T-30 本人", "提醒.任务.2": "T-0 本人", "提醒.任务.3": "T+5 本人", "提醒.任务.4": "T+10 同班", "提醒.任务.5": "T+15 班组长", "提醒.任务.6": "T+30 主管", "提醒.任务.7": "T+60 主管", "提醒.任务.8": "T+90 主管", "提醒.任务.9": "T+120 主管", "提醒.任务.10": "T+150 主管", "提醒.时间窗任务.1": "开窗 本人", "提醒.时间窗任务.2": "过三分之二 本人", "提醒.时间窗任务.3": "关窗前10 本人", "提醒.时间窗任务.4": "关窗 同班", "提醒.时间窗任务.5": "关窗+10 班组长", "提醒.时间窗任务.6": "关窗+20 主管", "提醒.紧急.1": "T-0 同时", "提醒.紧急.2": "T+5 本人", "提醒.紧急.3": "T+10 上一级", "提醒.紧急.4": "T+15 到场", "提醒.紧急.5": "T+20 上一级", "提醒.较急.1": "T+30 收到", "提醒.较急.2": "T+2小时 响应", "提醒.较急.3": "T+24小时 完成", "提醒.一般.1": "T+24小时 响应", "提醒.一般.2": "T+3工作日 完成", "提醒.整改.1": "T-24小时 责任人", "提醒.整改.2": "T-2小时 责任人", "提醒.整改.3": "T-0 责任人", "提醒.整改.4": "T+1天 班组长", "提醒.整改.5": "T+3天 主管", "提醒.整改.6": "T+7天 校长", "提醒.健康证.1": "T-60天 本人、班长", "提醒.健康证.2": "T-30天 本人、班长", "提醒.健康证.3": "T-7天 本人、班长", "提醒.健康证.4": "T-0 停排班", "提醒.留样.1": "T+44小时 留样员", "提醒.留样.2": "T+48小时 留样员", "提醒.访客.1": "T+15 被访人", "提醒.访客.2": "T+30 门岗", "提醒.访客.3": "T+60 主管", "提醒.抽检应答.1": "T+4 本人", "提醒.抽检应答.2": "T+5 上一级", "提醒.催单.1": "T+4小时 报修人可催", "提醒.催单.2": "第3次 主管"}');
INSERT INTO "setting" VALUES('school/school','澄溪实验学校(虚构)');
INSERT INTO "setting" VALUES('school/summary_at','20:30');
INSERT INTO "setting" VALUES('school/urgent_misspellings','{"漏点": "漏电", "冒炎": "冒烟", "冒焰": "冒烟", "着伙": "着火", "煤汽味": "煤气味", "然气味": "燃气味", "漏汽": "漏气", "楼电": "漏电", "触店": "触电", "爆官": "爆管", "暴管": "爆管", "电梯困仁": "电梯困人", "打驾": "打架", "莫生人": "陌生人", "晕到": "晕倒", "云倒": "晕倒", "抽蓄": "抽搐", "中读": "中毒", "欧吐": "呕吐", "跳娄": "跳楼", "失综": "失踪"}');
INSERT INTO "setting" VALUES('school/urgent_words','["着火", "起火", "失火", "冒烟", "焦味", "煤气味", "燃气味", "漏气", "漏电", "触电", "电火花", "打火花", "短路", "爆炸", "爆管", "水管爆裂", "倒塌", "塌了", "掉下来砸", "高空坠物", "电梯困人", "关在电梯里", "打架", "持刀", "陌生人", "翻墙", "可疑人员", "晕倒", "昏迷", "抽搐", "流血", "骨折", "摔伤", "溺水", "中毒", "呕吐", "跳楼", "失踪", "找不到孩子", "缺寝", "孩子没接", "大门没锁", "停炉", "锅炉超压", "锅炉缺水", "裸线"]');
INSERT INTO "setting" VALUES('school/zone','Asia/Shanghai');
CREATE TABLE shift (code TEXT PRIMARY KEY, name TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL) STRICT;
INSERT INTO "shift" VALUES('G1','保安早班','06:30','14:30');
INSERT INTO "shift" VALUES('G2','保安中班','14:30','22:30');
INSERT INTO "shift" VALUES('G3','保安夜班','22:30','06:30');
INSERT INTO "shift" VALUES('W1D','1号楼宿管白班','06:45','14:45');
INSERT INTO "shift" VALUES('W1E','1号楼宿管晚班','14:45','22:45');
INSERT INTO "shift" VALUES('W1N','1号楼宿管夜班','22:45','06:45');
INSERT INTO "shift" VALUES('W2D','2号楼宿管白班','06:45','14:45');
INSERT INTO "shift" VALUES('W2E','2号楼宿管晚班','14:45','22:45');
INSERT INTO "shift" VALUES('W2N','2号楼宿管夜班','22:45','06:45');
INSERT INTO "shift" VALUES('E1','电工白班','07:30','17:30');
INSERT INTO "shift" VALUES('E2','电工值班','17:30','07:30');
INSERT INTO "shift" VALUES('P1','水暖白班','07:30','17:30');
INSERT INTO "shift" VALUES('P2','水暖值班','17:30','07:30');
INSERT INTO "shift" VALUES('B1','锅炉早班','06:30','14:30');
INSERT INTO "shift" VALUES('B2','锅炉中班','14:30','22:30');
INSERT INTO "shift" VALUES('B3','锅炉夜班','22:30','06:30');
INSERT INTO "shift" VALUES('CS1','一食堂食安值班','05:30','13:30');
INSERT INTO "shift" VALUES('CS2','二食堂食安值班','05:30','13:30');
INSERT INTO "shift" VALUES('DL','带班领导(白天在校,夜里住校听班)','07:00','07:00');
INSERT INTO "shift" VALUES('DTK','幼儿园值班教师','07:00','18:00');
INSERT INTO "shift" VALUES('DTP','小学值班教师','07:00','18:30');
INSERT INTO "shift" VALUES('DTS','中学晚值班教师','17:00','22:30');
CREATE TABLE ticket (
    number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, category TEXT NOT NULL, urgency TEXT NOT NULL,
    place TEXT, place_words TEXT NOT NULL DEFAULT '', words TEXT NOT NULL, reporter TEXT REFERENCES person(id),
    assignee TEXT REFERENCES person(id), reported_at TEXT NOT NULL, changed_at TEXT NOT NULL, unconfirmed INTEGER NOT NULL DEFAULT 0,
    moves INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "ticket" VALUES(1,'处理中','水暖','一般','R3-201','3号楼201','3号楼201水管漏水','P53','P15','2026-11-22T22:45:00.000000+00:00','2026-11-22T22:45:00.000000+00:00',0,2);
CREATE UNIQUE INDEX account_of_user ON account(user_id) WHERE unbound_at IS NULL;
CREATE UNIQUE INDEX account_of_person ON account(person) WHERE unbound_at IS NULL;
CREATE INDEX inbox_waiting ON inbox(update_id) WHERE state = 'new';
CREATE INDEX inbox_age ON inbox(received_at) WHERE state = 'done';
CREATE INDEX outbox_waiting ON outbox(lane, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_of_item ON outbox(item) WHERE state = 'queued';
CREATE INDEX outbox_of_card ON outbox(card) WHERE state = 'queued';
CREATE INDEX draft_of_chat ON draft(chat_id, id);
CREATE INDEX record_of_item ON record(item);
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX evidence_of_item ON evidence(item);
CREATE INDEX evidence_same ON evidence(file_unique_id);
CREATE INDEX evidence_of_album ON evidence(album) WHERE album IS NOT NULL;
CREATE INDEX ticket_open ON ticket(place, category) WHERE state NOT IN ('已关闭', '撤销');
CREATE INDEX ticket_of_reporter ON ticket(reporter, number);
CREATE INDEX ticket_of_assignee ON ticket(assignee) WHERE state NOT IN ('已关闭', '撤销');
CREATE INDEX alarm_open ON alarm(area, danger) WHERE state IN ('open', 'owned', 'on_site');
CREATE INDEX due_at ON due(at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('draft',3);
INSERT INTO "sqlite_sequence" VALUES('ticket',1);
INSERT INTO "sqlite_sequence" VALUES('alarm',1);
COMMIT;
