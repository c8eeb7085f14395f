/** Facts as lists of names and values; what could not be read shows why. */
import type { Fact, FactGroup } from '../../../model/facts/fact.ts';
import { LeastHeading } from '../../parts/subheading.tsx';

export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, text, missing }, index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd class={missing ? 'missing' : undefined}>{missing ? `unavailable: ${text}` : text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Group after group, in as many columns as fit. */
export function FactGroups({ groups }: { readonly groups: readonly FactGroup[] }) {
  return (
    <div class="fact-groups">
      {groups.map(({ title, facts }) => (
        <section key={title}>
          <LeastHeading>{title}</LeastHeading>
          <FactList facts={facts} />
        </section>
      ))}
    </div>
  );
}
