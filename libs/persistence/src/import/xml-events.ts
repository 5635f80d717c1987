import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { unreadable } from './unreadable.js';

/** What a reader of XML is told. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Feeds XML to a handler; names without their prefix. No document type, and so no entities that expand, is read.
 * @throws DomainError `import.unreadable` for what is no XML
 */
export class XmlEvents {
  private readonly parser = new SaxesParser();

  constructor(handler: XmlHandler) {
    const fail = (message: string) => {
      throw unreadable(
        `The Excel file is damaged (${message.slice(0, 100)}). Open it in Excel, save it again, and import that.`,
      );
    };
    this.parser.on('error', (error) => fail(error.message));
    this.parser.on('doctype', () => fail('it has a document type'));
    this.parser.on('opentag', (tag: SaxesTagPlain) => handler.open(bareName(tag.name), tag.attributes));
    this.parser.on('closetag', (tag: SaxesTagPlain) => handler.close(bareName(tag.name)));
    this.parser.on('text', (text) => handler.text(text));
  }

  push(text: string): void {
    this.parser.write(text);
  }

  end(): void {
    this.parser.close();
  }
}

function bareName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
