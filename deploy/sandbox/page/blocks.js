import { h } from "./dom.js";
import { with_marks } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { button } from "./buttons.js";

/**
 * Block Kit as DOM nodes. `context`: {reader, press(block_id, element), state(block_id, action_id)}.
 * https://api.slack.com/reference/block-kit/blocks
 */
export function render_blocks(blocks, context) {
  return blocks.map((block) => render_block(block, context));
}

/** Whether every block of a message can be shown; what people type arrives as `rich_text`. */
export function can_render(blocks) {
  return Array.isArray(blocks) && blocks.length > 0 && blocks.every((block) => Object.hasOwn(k_renderers, block.type));
}

/** A text object: mrkdwn or plain text, which knows no formatting. */
export function text_object(object, reader) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, reader) : with_marks(object.text);
}

function render_block(block, context) {
  const renderer = Object.hasOwn(k_renderers, block.type) ? k_renderers[block.type] : unknown;
  return renderer(block, context);
}

const k_renderers = { actions, context, divider, header, image, section };

function section(block, context) {
  const body = h("div", { class: "section-body" });
  if (block.text) body.append(h("div", { class: "text" }, ...text_object(block.text, context.reader)));
  if (block.fields) {
    const fields = block.fields.map((field) => h("div", { class: "text" }, ...text_object(field, context.reader)));
    body.append(h("div", { class: "fields" }, ...fields));
  }
  const accessory = block.accessory && h("div", { class: "accessory" }, element(block, block.accessory, context));
  return h("div", { class: "block section" }, body, accessory);
}

function context(block, context_) {
  const parts = block.elements.map((part) => part.type === "image"
    ? h("span", { class: "small-image", role: "img", "aria-label": part.alt_text }, part.alt_text)
    : h("span", { class: "text" }, ...text_object(part, context_.reader)));
  return h("div", { class: "block context" }, ...parts);
}

function divider() {
  return h("hr", { class: "block divider" });
}

function header(block) {
  return h("h3", { class: "block header" }, ...with_marks(block.text.text));
}

/** Pictures would come from other hosts, which this page never asks: their words stand in for them. */
function image(block, context_) {
  const title = block.title && h("figcaption", {}, ...text_object(block.title, context_.reader));
  return h("figure", { class: "block image" }, title,
    h("div", { class: "image-words", role: "img", "aria-label": block.alt_text }, block.alt_text));
}

function actions(block, context_) {
  return h("div", { class: "block actions" }, ...block.elements.map((one) => element(block, one, context_)));
}

function element(block, one, context_) {
  if (one.type === "button") return button(block.block_id, one, context_);
  if (one.type === "image") {
    return h("span", { class: "small-image", role: "img", "aria-label": one.alt_text }, one.alt_text);
  }
  return unknown(one);
}

function unknown(what) {
  return h("p", { class: "block unknown" }, `This page does not show “${what.type}”.`);
}
