/** A browser that finds the hub's hosts on this machine: pages, policies and addresses are those of every visitor. */
import { chromium, type Browser } from '@playwright/test';
import { chromiumFlags, chromiumPath, noGpuFlags } from '../../../scripts/browser.mjs';
import type { HubStandIn } from './standIn';

export const openHubBrowser = ({ ports }: HubStandIn): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--headless=new',
      ...chromiumFlags,
      ...noGpuFlags,
      `--host-resolver-rules=MAP huggingface.co 127.0.0.1:${ports.hub}, MAP *.hf.co 127.0.0.1:${ports.store}`,
      '--ignore-certificate-errors',
    ],
  });
