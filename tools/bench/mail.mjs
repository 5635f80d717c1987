// @ts-check
const PARAGRAPH =
  'Green tea wants water at eighty degrees and two minutes; black tea wants it boiling and four. That is most of the secret, and the rest is in the leaf: where it grew, when it was picked, and how long it travelled.';

/** A marketing mail of the usual size and make: placeholders with filters and a condition, some paragraphs, a button, no unsubscribe link of its own (so the footer is added). */
export const MAIL = {
  subject: 'Hello {{ subscriber.firstName | default: "there" }}, your tea for this week',
  html: `<h1>Hello {{ subscriber.firstName | default: "there" }}!</h1>
${Array.from({ length: 6 }, (_, index) => `<h2>Tip ${index + 1}</h2><p>${PARAGRAPH}</p>`).join('\n')}
{% if subscriber.fields.plan == "pro" %}<p>Thank you for being with us, {{ subscriber.firstName }} {{ subscriber.lastName }}.</p>{% endif %}
<p><a href="https://lumentea.example/shop?city={{ subscriber.fields.city | url_encode }}">To the shop in {{ subscriber.fields.city }}</a></p>
<p>Put the kettle on,<br>Nora of {{ workspace.name }}</p>`,
};
