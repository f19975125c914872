/**
 * Makes elements.
 */

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {Record<string, string>} [attributes]
 * @param {string} [text]
 */
export function make(tag, className = '', attributes = {}, text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}

/** @param {string} action @param {string} text */
export function button(action, text) {
  return make('button', 'dd-button', { type: 'button', 'data-action': action }, text);
}
