import { type Role, ROLES } from '../../domain/access.js';
import { ChoiceField } from '../parts/choice-field.js';
import { useWords } from '../words/words.js';
import { UnitChoice } from './unit-choice.js';

/** A role, and the body it is held at; what is missing is said once it was asked for. */
export function RoleChoice(props: {
  role: Role;
  unit: string | undefined;
  asked: boolean;
  onRole(role: Role): void;
  onUnit(unit: string | undefined): void;
}) {
  const { role, unit, asked, onRole, onUnit } = props;
  const { say, code } = useWords();
  return (
    <>
      <ChoiceField<Role>
        label={say('web.people.role')}
        value={role}
        options={ROLES.map((one) => ({ value: one, label: code('web.role.', one) }))}
        onChange={onRole}
      />
      <UnitChoice label={say('web.people.atBody')} value={unit} onChange={onUnit} />
      {asked && unit === undefined && (
        <p className="field-problem" role="alert">
          {say('web.people.bodyMissing')}
        </p>
      )}
    </>
  );
}
