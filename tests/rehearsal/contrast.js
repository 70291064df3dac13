// Every text that can be seen and is too pale for its ground: [text, ratio, colours]. WCAG 2: 4.5, large text 3.
() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const faded = (element) => {
    let found = 1;
    for (let at = element; at; at = at.parentElement) found *= Number(getComputedStyle(at).opacity);
    return found;
  };
  const inside = (element) => element.matches("input, textarea") ? element.placeholder : [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("").trim();
  // A dialog in front is looked at alone: what lies behind it cannot be read or pressed.
  const root = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const pale = [];
  for (const element of root.querySelectorAll("*")) {
    const text = inside(element);
    if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(":disabled, svg, .toast")) continue;
    const style = getComputedStyle(element, element.matches("input, textarea") ? "::placeholder" : null);
    const below = ground(element);
    const [r, g, b, a] = rgba(style.color);
    const found = ratio(over([r, g, b, a * faded(element)], below), below);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.6 && Number(style.fontWeight) >= 700);
    if (found < (large ? 3 : 4.5) - 0.005) pale.push([text.slice(0, 30), Number(found.toFixed(2)), style.color, below.map(Math.round).join(",")]);
  }
  return pale;
}
