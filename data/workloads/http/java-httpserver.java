// The JSON server of the other programs, with the HTTP server that every JDK brings.

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

class JsonServer {
  static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  // #region plaintext
  static void plaintext(HttpExchange exchange) throws IOException {
    send(exchange, "text/plain", "Hello, World!");
  }

  // #endregion

  // The JDK has no JSON library.
  static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  // #region json
  static void json(HttpExchange exchange) throws IOException {
    send(exchange, "application/json", "{" + quote("message") + ":" + quote("Hello, World!") + "}");
  }

  // #endregion

  static void endWithStdin() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // Nobody holds it any more: the same.
    }
    Runtime.getRuntime().halt(0);
  }

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "75");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");

    String port = System.getenv().getOrDefault("PORT", "0");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)), 4096);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/plaintext", JsonServer::plaintext);
    server.createContext("/json", JsonServer::json);
    server.start();

    String version = System.getProperty("java.version");
    System.out.printf(
        "{\"event\":\"ready\",\"port\":%d,\"pid\":%d,\"framework\":\"com.sun.net.httpserver\","
            + "\"framework_version\":\"%s\",\"runtime\":\"java\",\"version\":\"%s\"}%n",
        server.getAddress().getPort(), ProcessHandle.current().pid(), version, version);
    new Thread(JsonServer::endWithStdin).start();
  }
}
