// A small table of emoji: Slack's names for the ones that people and apps really use.

const table = {
  Faces: "smile:😄 smiley:😃 grin:😁 joy:😂 slightly_smiling_face:🙂 upside_down_face:🙃 wink:😉 blush:😊 sunglasses:😎 nerd_face:🤓 thinking_face:🤔 neutral_face:😐 expressionless:😑 face_with_rolling_eyes:🙄 relieved:😌 sweat_smile:😅 sweat:😓 confused:😕 worried:😟 disappointed:😞 cry:😢 sob:😭 scream:😱 exploding_head:🤯 sleeping:😴 partying_face:🥳 star-struck:🤩 zipper_mouth_face:🤐 robot_face:🤖 ghost:👻",
  Hands: "+1:👍 -1:👎 ok_hand:👌 wave:👋 raised_hands:🙌 clap:👏 pray:🙏 muscle:💪 point_up:☝️ point_down:👇 point_left:👈 point_right:👉 crossed_fingers:🤞 v:✌️ raised_hand:✋ writing_hand:✍️ handshake:🤝 eyes:👀 brain:🧠 speaking_head_in_silhouette:🗣️",
  Signs: "white_check_mark:✅ heavy_check_mark:✔️ ballot_box_with_check:☑️ x:❌ negative_squared_cross_mark:❎ warning:⚠️ question:❓ grey_question:❔ exclamation:❗ heavy_plus_sign:➕ heavy_minus_sign:➖ no_entry:⛔ no_entry_sign:🚫 100:💯 red_circle:🔴 large_orange_circle:🟠 large_yellow_circle:🟡 large_green_circle:🟢 large_blue_circle:🔵 white_circle:⚪ black_circle:⚫ arrow_right:➡️ arrow_left:⬅️ arrow_up:⬆️ arrow_down:⬇️ arrows_counterclockwise:🔄 repeat:🔁 black_right_pointing_triangle_with_double_vertical_bar:⏯️ fast_forward:⏩ information_source:ℹ️ small_blue_diamond:🔹 small_orange_diamond:🔸 white_small_square:▫️ black_small_square:▪️",
  Things: "tada:🎉 confetti_ball:🎊 rocket:🚀 fire:🔥 star:⭐ star2:🌟 sparkles:✨ zap:⚡ boom:💥 bulb:💡 trophy:🏆 medal:🏅 first_place_medal:🥇 second_place_medal:🥈 third_place_medal:🥉 dart:🎯 bell:🔔 no_bell:🔕 loudspeaker:📢 speech_balloon:💬 thought_balloon:💭 memo:📝 pencil2:✏️ books:📚 book:📖 bookmark:🔖 clipboard:📋 calendar:📆 date:📅 spiral_calendar_pad:🗓️ hourglass:⌛ hourglass_flowing_sand:⏳ stopwatch:⏱️ alarm_clock:⏰ clock3:🕒 bar_chart:📊 chart_with_upwards_trend:📈 chart_with_downwards_trend:📉 lock:🔒 unlock:🔓 key:🔑 mag:🔍 link:🔗 paperclip:📎 pushpin:📌 gear:⚙️ wrench:🔧 hammer:🔨 hammer_and_wrench:🛠️ computer:💻 desktop_computer:🖥️ satellite_antenna:📡 microphone:🎤 studio_microphone:🎙️ headphones:🎧 email:📧 package:📦 wastebasket:🗑️ coffee:☕ pizza:🍕 cake:🍰 seedling:🌱 bug:🐛 whale:🐳 turtle:🐢 snail:🐌 rainbow:🌈 sunny:☀️ cloud:☁️ snowflake:❄️ ocean:🌊 earth_africa:🌍 house:🏠 building_construction:🏗️ rotating_light:🚨 checkered_flag:🏁 triangular_flag_on_post:🚩 heart:❤️ green_heart:💚 blue_heart:💙 broken_heart:💔",
};

const aliases = {
  thumbsup: "+1", thumbsdown: "-1", thinking: "thinking_face", robot: "robot_face", orange_circle: "large_orange_circle",
  yellow_circle: "large_yellow_circle", green_circle: "large_green_circle", large_red_circle: "red_circle", pencil: "memo",
  checkmark: "white_check_mark", information: "information_source", waving_hand: "wave", laughing: "joy", hammer_and_pick: "hammer",
};

const groups = Object.entries(table).map(([label, row]) => ({
  label,
  items: row.split(" ").map((pair) => {
    const at = pair.lastIndexOf(":");
    return { name: pair.slice(0, at), char: pair.slice(at + 1) };
  }),
}));

const byName = new Map(groups.flatMap((g) => g.items).map((e) => [e.name, e.char]));

/** emojiChar is the character of an emoji's name, or "" for one that the table does not know. */
export function emojiChar(name) {
  const plain = String(name).split("::")[0];
  return byName.get(plain) || byName.get(aliases[plain]) || "";
}

/** emojiGroups lists the table for the picker. */
export function emojiGroups() { return groups; }

/** findEmoji lists the emoji whose names hold the words, those that start with them first. */
export function findEmoji(words, limit) {
  const want = words.toLowerCase().replaceAll(" ", "_");
  const rank = (e) => (e.name.startsWith(want) ? 0 : 1);
  return groups.flatMap((g) => g.items).filter((e) => e.name.includes(want)).sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

/** withEmoji turns the shortcodes of a plain text into characters. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, (all, name) => emojiChar(name) || all);
}
