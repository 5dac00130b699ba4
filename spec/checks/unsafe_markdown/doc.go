// Package unsafe_markdown reports texts of an OpenAPI document that run code in
// the browser of whoever reads the documentation made from it.
//
// Descriptions, summaries and titles are Markdown, and Markdown may hold HTML.
// What is reported is a script element, an attribute that handles an event, an
// element that loads a program or a page of its own (object, embed, an iframe with
// srcdoc), and an address whose scheme is javascript, vbscript or a data URL of
// HTML: in an attribute, in a Markdown link, an autolink or a link's definition, or
// in one of the document's own addresses (contact, license, terms of service,
// external documentation). Each is shown at its place in the text.
//
// # Why
//
// Documentation is mostly served beside the API, often where developers are logged
// in. Whoever gets one sentence into a document, by a merged fragment, a generated
// comment or a supplier's file, runs code there with the rights of its readers.
//
// # Avoid
//
// HTML for what Markdown has, and texts of others that nobody read.
//
// # Prefer
//
// Write Markdown. Put samples into code fences or backticks, where < is a character.
// Have the renderer sanitize all the same.
//
// # Limits
//
// What stands in a code fence, an indented block or between backticks is text, and
// so is what a backslash or an entity escapes. Character references and blanks
// inside a scheme are seen through, as browsers do. Inside an element of HTML that
// begins a paragraph, backticks are no code. This replaces no sanitizer: styles,
// forms and pictures from elsewhere are not looked at.
package unsafe_markdown
