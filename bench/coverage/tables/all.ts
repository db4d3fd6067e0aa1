/** Every table of the study, in the order of the document. */
import type { Run, StudyTable, Validity } from '../report';
import { forecastTables } from './forecast';
import { goalTable } from './goals';
import { itemTables } from './items';
import { correlationTables, powerTables } from './power';
import { slopeTables } from './slope';
import { stepTables } from './steps';
import { turnTables } from './turns';

export function validityOf(run: Run): Validity {
  const tables: StudyTable[] = [
    goalTable(run),
    ...slopeTables(run),
    ...stepTables(run),
    ...turnTables(run),
    ...powerTables(run),
    ...correlationTables(run),
    ...itemTables(run),
    ...forecastTables(run),
  ];
  return { generated: run.generated, tables };
}
