import { resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { createRequest, sendResponse } from "@remix-run/node-fetch-server";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [tailwindcss(), answerAsTheServerDoes(), reloadThePage(), remix(remixConfig)],
  server: {
    watch: { ignored: ["build", "data", "demo", "dev", "test-results"].map((folder) => resolve(folder, "**")) },
  },
  // Pages carry no packages of their own, so that there is nothing to bundle for the browser in advance.
  optimizeDeps: { noDiscovery: true },
  build: { target: "es2022", assetsInlineLimit: 0, reportCompressedSize: false },
});

/** In development: hands loaders and actions the same context as server/main.ts, and says when pages answer. */
function answerAsTheServerDoes(): Plugin {
  return {
    name: "attune:context",
    configureServer(vite) {
      vite.httpServer?.once("listening", () => process.send?.("ready"));
      return () => {
        vite.middlewares.use(async (incoming, outgoing, next) => {
          try {
            const build = await vite.ssrLoadModule("virtual:remix/server-build");
            if (!isBuild(build)) throw new Error("The build did not load.");
            const answer = createRequestHandler(build, "development");
            await sendResponse(outgoing, await answer(createRequest(incoming, outgoing), { address: "127.0.0.1" }));
          } catch (error) {
            next(error);
          }
        });
      };
    },
  };
}

function isBuild(module: object): module is ServerBuild {
  return "routes" in module && "entry" in module;
}

/** In development: pages carry no client code of their own to refresh, so any change of code or course reloads them. */
function reloadThePage(): Plugin {
  return {
    name: "attune:reload",
    handleHotUpdate({ server }) {
      server.ws.send({ type: "full-reload" });
    },
  };
}
