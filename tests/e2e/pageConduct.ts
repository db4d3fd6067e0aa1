/** What a page does besides what it shows. */
import type { Page } from '@playwright/test';

/** Requests to other hosts, and errors in the console, from now on. */
export function conductOf(page: Page): { elsewhere: string[]; complaints: string[] } {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== 'localhost') elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { elsewhere, complaints };
}
