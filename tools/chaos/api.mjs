// @ts-check

/** Calls the API as a customer's program would. */
export class Api {
  /** @param {{ url: string, key: string, signal: AbortSignal }} options */
  constructor({ url, key, signal }) {
    this.url = url;
    this.key = key;
    this.signal = signal;
  }

  /** @param {string} path @returns {Promise<any>} */
  get(path) {
    return this.#call('GET', path);
  }

  /**
   * @param {string} path
   * @param {object | FormData} [body] JSON, or a form
   * @returns {Promise<any>}
   */
  post(path, body) {
    return this.#call('POST', path, body);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object | FormData} [body]
   */
  async #call(method, path, body) {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      signal: this.signal,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
