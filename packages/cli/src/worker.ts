import { runWorker } from "@turnwise/run";
import { openWorkerParts } from "./prepare/worker-settings.ts";

runWorker(openWorkerParts);
