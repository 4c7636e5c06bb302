// A balancer before several nodes: in turns, and where a node's port is closed, the next one. Any
// other failure is one that a client would have seen.
import { Agent, createServer, request } from 'node:http';
import { once } from 'node:events';

export class Balancer {
  #agent = new Agent({ keepAlive: true });
  #turn = 0;

  constructor(hosts) {
    this.hosts = hosts;
    this.refused = 0;
    this.failures = [];
    this.server = createServer(async (asked, answer) => {
      const chunks = [];
      for await (const chunk of asked) chunks.push(chunk);
      this.#pass({ asked, body: Buffer.concat(chunks), answer }, this.#turn++, this.hosts.length);
    });
  }

  async listen() {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}/`;
    return this;
  }

  #pass(exchange, turn, left) {
    const { asked, body, answer } = exchange;
    const [host, port] = this.hosts[turn % this.hosts.length].split(':');
    // The nodes are to see the origin that the client asked, hence its `Host` goes through.
    const { connection, 'transfer-encoding': _, ...headers } = asked.headers;
    const passed = request({ host, port, method: asked.method, path: asked.url, headers, agent: this.#agent });
    passed.on('response', (response) => {
      answer.writeHead(response.statusCode, response.rawHeaders);
      response.pipe(answer);
    });
    passed.on('error', (error) => {
      if (error.code === 'ECONNREFUSED' && left > 1) {
        ++this.refused;
        this.#pass(exchange, turn + 1, left - 1);
        return;
      }
      this.failures.push(`${asked.method} ${asked.url}: ${error.code}`);
      answer.writeHead(502).end();
    });
    passed.end(body);
  }

  close() {
    this.#agent.destroy();
    this.server.closeAllConnections();
    this.server.close();
  }
}
