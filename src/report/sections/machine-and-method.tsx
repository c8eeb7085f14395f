/** Everything that is needed to repeat a run and to check it: command, settings, method, plan, probe, machine. */
import type { FactGroup } from '../../model/facts/fact.ts';
import { missing } from '../../model/facts/fact.ts';
import { machineGroups } from '../../model/facts/machine-facts.ts';
import { probeFacts } from '../../model/facts/probe-facts.ts';
import type { ReportFile, ReportRun } from '../../model/report.ts';
import type { RunHeader } from '../../model/run.ts';
import { formatBytes } from '../../model/units.ts';
import { machineInWords } from '../head/machine-in-words.ts';
import { RunPart } from '../parts/run-part.tsx';
import { quoteWord } from '../parts/shell-words.ts';
import { Subheading } from '../parts/subheading.tsx';
import type { Section } from '../section.ts';
import { FactGroups, FactList } from './machine/fact-groups.tsx';
import { methodInWords } from './machine/method-in-words.ts';
import { PlanTable } from './machine/plan-table.tsx';
import { repeatCommand } from './machine/repeat-command.ts';
import { runSettingFacts } from './machine/setting-facts.ts';
import { StateChange } from './machine/state-change.tsx';

function Repeat({ header }: { readonly header: RunHeader }) {
  const { command, remarks } = repeatCommand(header);
  return (
    <>
      <Subheading>To repeat it</Subheading>
      <pre>
        <code>{command}</code>
      </pre>
      <p>
        With the recorded seed the trials come in the same order; their times are another sample. The run file
        goes to a new place: none is written over.
      </p>
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
    </>
  );
}

function Check({ file }: { readonly file: ReportFile }) {
  const name = quoteWord(file.name);
  return (
    <>
      <Subheading>To check it</Subheading>
      <pre>
        <code>{`echo ${quoteWord(`${file.sha256}  ${file.name}`)} | sha256sum --check\nfirsttouch show ${name}`}</code>
      </pre>
      <p>
        {file.left === null ? (
          <>
            The run file (<span class="name">{file.name}</span>, {formatBytes(file.sizeBytes)}) is{' '}
            <a href="#files">in this page</a>.
          </>
        ) : (
          `Not in this page: ${file.left}.`
        )}{' '}
        <code>show</code> computes every number here anew from it.
      </p>
    </>
  );
}

/** The probe, and what it could not be asked for here. */
function probeGroups({ probe, capabilities }: RunHeader): FactGroup[] {
  const refused = capabilities.strategies.flatMap(({ name, unsupported }) =>
    unsupported === null ? [] : [missing(name, unsupported)],
  );
  return [
    { title: 'Probe', facts: probeFacts(probe, capabilities) },
    ...(refused.length > 0 ? [{ title: 'Strategies that this machine cannot', facts: refused }] : []),
  ];
}

function MachineOfRun({ run }: { readonly run: ReportRun }) {
  const { header, letter } = run;
  return (
    <RunPart run={run}>
      <Repeat header={header} />
      <Check file={run.file} />
      <Subheading>Settings</Subheading>
      <FactList facts={runSettingFacts(header)} />
      <Subheading>How it was measured</Subheading>
      <ul class="sentences">
        {methodInWords(header).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Subheading>What was planned</Subheading>
      <PlanTable header={header} />
      <Subheading>The machine during the run</Subheading>
      <StateChange run={run} />
      <Subheading>The machine and the probe</Subheading>
      <details open={letter === ''}>
        <summary>{machineInWords(header.machine)}</summary>
        <FactGroups groups={[...machineGroups(header.machine), ...probeGroups(header)]} />
      </details>
    </RunPart>
  );
}

export const machineAndMethod: Section = {
  id: 'machine-and-method',
  title: 'Machine and method',
  appliesTo: (report) => report.runs.length > 0,
  charts: () => [],
  Body: ({ report }) => (
    <>
      {report.runs.map((run) => (
        <MachineOfRun key={run.letter} run={run} />
      ))}
    </>
  ),
};
