// The page's own words, Chinese first. What people and the bot write is never looked up here.
const ZH = {
  title: "排练场", otherLanguage: "English", clock: "学校时钟", five: "+5 分", hourOn: "+1 小时", next: "下一件事", evening: "20:30 日报", halt: "停在这",
  flow: "时钟停着,点一下按真实速度走", stand: "时钟按真实速度走,点一下停住", outage: "停机 40 分", away: "停机中…",
  kill: "结束进程", weather: "制造麻烦", cast: "打开谁的手机", close: "关闭", photo: "照片",
  phonesTitle: "手机", oneAtATime: "一次一部", tools: "更多操作", back: "回到手机列表", bubbleMenu: "这条消息",
  groupNote: (n) => `群,${n} 人`, nothingYet: "还没有消息", servicesLine: "群里的变动", you: "你:", reply: "回复", forward: "转发", copy: "复制文字", copied: "已复制",
  answering: "回复", forwardTitle: "转发到哪儿?", forwardHint: "转给同事,就是他收到后再转给机器人。", passesItOn: "由他转给机器人", unreadSilent: (n) => `${n} 条未读,静音送达`,
  attach: "更多可发的", attachTitle: "发别的", file: "文件", contact: "联系方式", inSchool: "在学校里", liveHere: "实时位置,15 分钟", outsideGate: "校门外 500 米", farAway: "8 公里外",
  voice3: "3 秒", voice20: "20 秒", voice90: "一分半", ownVoice: "自己的录音…", video5: "5 秒", video60: "1 分钟", ownVideo: "自己的视频…", originalPhoto: "照片原图(不压缩)", textFile: "一页文字", ownFile: "自己的文件…",
  ownContact: "自己的号码", othersContact: "别人的号码", noteText: "这是一页文字。", noteName: "说明.txt", noPicture: "这段样片没有画面。", play: "播放", walkOn: "往前走 50 米", endLive: "停止共享位置",
  export: "导出这段对话", exported: (at) => `排练,导出于 ${at}`, comma: ",",
  coming: "接下来", goThere: "走到这一刻", moreOfIt: (n) => `还有 ${n} 件`, nothingComes: "没有要到点的事。",
  guide: "带我走一遍", guideLate: "(第一天早上八点已经过了:重新运行排练再看,才和说的一样。)", guideStep: (n, all) => `三分钟 · ${n}/${all}`, guideDo: "替我做", guideBegin: "开始", guideOn: "下一步", guideSkip: "跳过这一步", guideEnd: "好", guideOff: "不看了",
  cutOff: "断网 40 分(进程还活着)", reactions: "点个表情", bringIn: "拉人进群…", goOut: "退出这个群",
  up: "机器人在线", down: "进程已结束", returning: "正在回来…", backAgain: (s) => `已回来,用了 ${s} 秒`, noBot: "机器人不在线",
  reconnecting: "和排练场的连接断了,正在重连…", nobody: "点上面的名字,打开他的手机。", empty: "学校正在进来,第一次要准备几天的记录,请等十几秒…",
  morePhones: (n) => `还有 ${n} 部…`, drawerTitle: "打开谁的手机?", findPhone: "姓名或岗位…", nobodyFound: "没有这个人。",
  playing: "正在走…", stuck: (why) => `机器人还没忙完:${why}`,
  fairWeather: "一切恢复正常", offline: "断网 20 秒", slow: "网络很慢(每次 3 秒)", tooFast: "Telegram 说太快(429,三次)",
  broken: "Telegram 出错(502,五次)", silentSend: "下一条:收下了却不回话(超时)", weatherSet: "已生效",
  message: "说句话…", send: "发送", pickPhoto: "发照片", voice: "发语音", more: "更多", commands: "命令", keyboard: "键盘",
  begin: "开始", blocked: "已停用机器人,收不到消息。", block: "停用机器人", unblock: "恢复机器人", 
  hide: "收起这部手机", talk: "和机器人",
  playedBy: (name) => `用${name}的手机`, noBotInGroup: "机器人不在这个群里。", letIn: "请机器人进群", throwOut: "把机器人请出群",
  roomsTitle: "把机器人请进哪个群?", newGroup: "新群的名字", makeGroup: "建群", noGroups: "还没有群,在下面建一个。", upgrade: "升级为超级群",
  pinnedLine: (what) => `机器人置顶了“${what}”`, joinedLine: (who, by) => `${by}把${who}请进了群`, leftLine: (who, by) => `${by}把${who}请出了群`, goneLine: (who) => `${who}退出了群`, topicLine: (name) => `机器人开了话题“${name}”`, upgradedLine: "这个群升级成了超级群",
  sections: "照片分类", everything: "全部", posters: "点位海报", faults: "出了问题", places: "一切正常", own: "自己的", find: "找一张…", nothing: "没有这样的照片。",
  edited: "已改", silent: "静音送达", pinnedMessage: "置顶", voiceNote: "语音", video: "视频", position: "位置", livePosition: "实时位置",
  forwarded: (name) => `转自 ${name}`, newBelow: "↓ 新消息", change: "改一改", changing: "正在改", cancel: "取消",
  noAnswer: "按下了,机器人还没有回应。", ok: "好", typing: "机器人正在输入…", opens: (url) => `打开 ${url}`,
  pickTitle: "发照片", pickHint: "选一张;选几张就是相册。每次都算重新拍的。", upload: "自己的照片…", caption: "说明(可不写)",
  taken: "拍摄时间", takenNow: "刚才", taken10: "10 分钟前,没信号", taken60: "1 小时前,没信号", same: "用旧照片(和上次一模一样)",
  sendPhotos: (n) => (n > 1 ? `发相册(${n})` : "发送"), unread: (n) => `${n} 条未读`, weekdays: "日一二三四五六",
  date: (d, names) => `${d.getUTCMonth() + 1}月${d.getUTCDate()}日 周${names[d.getUTCDay()]}`,
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const EN = {
  title: "Rehearsal", otherLanguage: "中文", clock: "School clock", five: "+5 min", hourOn: "+1 hour", next: "Next event", evening: "20:30 report", halt: "Stop here",
  flow: "The clock stands; press to let it go at real speed", stand: "The clock goes at real speed; press to stop it", outage: "Down 40 min", away: "Down…",
  kill: "Kill the bot", weather: "Make trouble", cast: "Whose phones are open", close: "Close", photo: "Photo",
  phonesTitle: "Phones", oneAtATime: "One at a time", tools: "More", back: "Back to the phones", bubbleMenu: "This message",
  groupNote: (n) => `group of ${n}`, nothingYet: "nothing yet", servicesLine: "a change in the group", you: "You: ", reply: "Reply", forward: "Forward", copy: "Copy the text", copied: "Copied",
  answering: "Reply to", forwardTitle: "Forward to where?", forwardHint: "To a colleague means: who then hands it to the bot.", passesItOn: "hands it to the bot", unreadSilent: (n) => `${n} unread, delivered silently`,
  attach: "More to send", attachTitle: "Send something else", file: "File", contact: "Contact", inSchool: "In the school", liveHere: "Live, 15 min", outsideGate: "500 m off the gate", farAway: "8 km away",
  voice3: "3 s", voice20: "20 s", voice90: "A minute and a half", ownVoice: "Own recording…", video5: "5 s", video60: "1 min", ownVideo: "Own video…", originalPhoto: "Original photo (not compressed)", textFile: "A page of text", ownFile: "Own file…",
  ownContact: "Own number", othersContact: "Somebody else's", noteText: "This is a page of text.", noteName: "note.txt", noPicture: "This sample has no picture.", play: "Play", walkOn: "Walk on 50 m", endLive: "Stop sharing",
  export: "Export this conversation", exported: (at) => `Rehearsal, exported ${at}`, comma: ", ",
  coming: "Next", goThere: "Go to this moment", moreOfIt: (n) => `and ${n} more`, nothingComes: "Nothing waits for its time.",
  guide: "Show me round", guideLate: " (It is past eight on the first morning: start the rehearsal anew to see it as it is told.)", guideStep: (n, all) => `Three minutes · ${n}/${all}`, guideDo: "Do it for me", guideBegin: "Begin", guideOn: "Next", guideSkip: "Skip", guideEnd: "Done", guideOff: "No more of this",
  cutOff: "No network for 40 min (the process lives)", reactions: "React", bringIn: "Bring somebody in…", goOut: "Leave the group",
  up: "Bot online", down: "Process killed", returning: "Coming back…", backAgain: (s) => `Back after ${s} s`, noBot: "Bot offline",
  reconnecting: "Lost the rehearsal, reconnecting…", nobody: "Pick a name above to open that phone.",
  empty: "The school is coming in; the first time its history takes some ten seconds…",
  morePhones: (n) => `${n} more…`, drawerTitle: "Whose phone?", findPhone: "Name or post…", nobodyFound: "Nobody of that name.", playing: "Playing…", stuck: (why) => `The bot is still busy: ${why}`,
  fairWeather: "Back to normal", offline: "No network for 20 s", slow: "Slow network (3 s a call)", tooFast: "Telegram says too fast (429, three times)",
  broken: "Telegram fails (502, five times)", silentSend: "Next message: taken, but no answer (timeout)", weatherSet: "Done",
  message: "Message…", send: "Send", pickPhoto: "Send photos", voice: "Send a voice note", more: "More", commands: "Commands", keyboard: "Keyboard",
  begin: "Start", blocked: "The bot is blocked; nothing arrives here.", block: "Block the bot", unblock: "Unblock the bot", 
  hide: "Put this phone away", talk: "With the bot",
  playedBy: (name) => `on the phone of ${name}`, noBotInGroup: "The bot is not in this group.", letIn: "Let the bot in", throwOut: "Throw the bot out",
  roomsTitle: "Let the bot into which group?", newGroup: "Name of a new group", makeGroup: "Make it", noGroups: "No group yet: make one below.", upgrade: "Make it a supergroup",
  pinnedLine: (what) => `The bot pinned “${what}”`, joinedLine: (who, by) => `${by} let ${who} in`, leftLine: (who, by) => `${by} threw ${who} out`, goneLine: (who) => `${who} left the group`, topicLine: (name) => `The bot opened the topic “${name}”`, upgradedLine: "This group became a supergroup",
  sections: "Kinds of photos", everything: "All", posters: "Posters", faults: "Something wrong", places: "As it should be", own: "Own", find: "Find one…", nothing: "No such photo.",
  edited: "edited", silent: "delivered silently", pinnedMessage: "Pinned", voiceNote: "Voice note", video: "Video", position: "Position", livePosition: "Live position",
  forwarded: (name) => `Forwarded from ${name}`, newBelow: "↓ New", change: "Correct", changing: "Correcting", cancel: "Cancel",
  noAnswer: "Pressed; the bot has not answered yet.", ok: "OK", typing: "The bot is typing…", opens: (url) => `Opens ${url}`,
  pickTitle: "Send photos", pickHint: "Pick one; several make an album. Each time counts as taken anew.", upload: "Own photos…", caption: "Caption (optional)",
  taken: "Taken", takenNow: "just now", taken10: "10 min ago, no signal", taken60: "1 hour ago, no signal", same: "An old photo (exactly as last time)",
  sendPhotos: (n) => (n > 1 ? `Send album (${n})` : "Send"), unread: (n) => `${n} unread`, weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  date: (d, names) => `${names[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`,
};

// As chosen here before, else as the browser speaks.
let chosen = localStorage.getItem("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

export const english = () => chosen === "en";

export function word(key, ...facts) {
  const found = (english() ? EN : ZH)[key];
  return typeof found === "function" ? found(...facts) : found;
}

export function switchLanguage() {
  chosen = english() ? "zh" : "en";
  localStorage.setItem("language", chosen);
  translate(document);
}

// Fills every element that names its words: text, label and placeholder.
export function translate(root) {
  document.documentElement.lang = english() ? "en" : "zh-CN";
  document.title = word("title");
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.tagName === "BUTTON" || element.tagName === "SUMMARY") element.title = word(element.dataset.label);
  }
  for (const element of root.querySelectorAll("[data-hint]")) element.placeholder = word(element.dataset.hint);
}
