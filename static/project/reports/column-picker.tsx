// Which columns a file has, and in which order. Moved by buttons, so that no mouse is needed.

import Button from '@atlaskit/button/default/button';
import Checkbox from '@atlaskit/checkbox';
import type { ReportColumn } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { allColumns, columnName } from './columns';
import styles from './reports.module.css';

interface ColumnPickerProps {
  readonly columns: readonly ReportColumn[];
  readonly onChange: (columns: readonly ReportColumn[]) => void;
}

export function ColumnPicker({ columns, onChange }: ColumnPickerProps) {
  const words = useWords();
  const listed = [...columns, ...allColumns.filter((column) => !columns.includes(column))];
  const toggle = (column: ReportColumn) =>
    onChange(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]);
  const moveUp = (column: ReportColumn) => {
    const at = columns.indexOf(column);
    const others = columns.filter((one) => one !== column);
    onChange([...others.slice(0, at - 1), column, ...others.slice(at - 1)]);
  };
  return (
    <details className={styles.columns}>
      <summary>{words.say('report.columns', { count: columns.length })}</summary>
      <ul className={styles.columnList}>
        {listed.map((column) => (
          <li key={column} className={styles.columnRow}>
            <Checkbox
              label={columnName(column, words)}
              isChecked={columns.includes(column)}
              isDisabled={columns.length === 1 && columns.includes(column)}
              onChange={() => toggle(column)}
            />
            {columns.indexOf(column) > 0 && (
              <Button
                spacing="compact"
                aria-label={words.say('report.moveUpOf', { column: columnName(column, words) })}
                onClick={() => moveUp(column)}
              >
                {words.say('report.moveUp')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
