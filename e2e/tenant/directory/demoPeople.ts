/** One line of the demo's staff list. */
export interface DemoEntry {
  readonly alias: string;
  readonly displayName: string;
  readonly given?: string;
  readonly family?: string;
  readonly title: string;
  readonly department: string;
  readonly office: string;
  readonly appRoles?: readonly string[];
  readonly directoryRoles?: readonly string[];
  readonly upn?: string;
  readonly disabled?: boolean;
  readonly guest?: boolean;
  readonly outsidePasskeyPolicy?: boolean;
  /** AAGUIDs of passkeys that are already there. */
  readonly passkeys?: readonly string[];
}

const YUBIKEY_NFC = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const YUBIKEY_57 = 'a25342c0-3cdc-4414-8e46-f4807fca511c';
const SECURITY_KEY = 'a4e9fc6d-4cbe-4758-b8ba-37598bb5bbaa';

type Plain = readonly [
  alias: string,
  displayName: string,
  title: string,
  department: string,
  office: string,
  passkeys?: readonly string[],
];

/** The people every test may rely on: roles first, then each kind of trouble. */
const CAST: readonly DemoEntry[] = [
  {
    alias: 'adele.vance',
    displayName: 'Adele Vance',
    title: 'Identity lead',
    department: 'IT',
    office: 'Amsterdam',
    appRoles: ['Keywright.Admin'],
    directoryRoles: ['Authentication Administrator'],
    passkeys: [YUBIKEY_NFC],
  },
  {
    alias: 'omar.haddad',
    displayName: 'Omar Haddad',
    title: 'Service desk operator',
    department: 'IT',
    office: 'Rotterdam',
    appRoles: ['Keywright.Operator'],
  },
  {
    alias: 'ingrid.solberg',
    displayName: 'Ingrid Solberg',
    title: 'Service desk operator',
    department: 'IT',
    office: 'Oslo',
    appRoles: ['Keywright.Operator'],
    passkeys: [YUBIKEY_57],
  },
  {
    alias: 'priya.raman',
    displayName: 'Priya Raman',
    title: 'Internal auditor',
    department: 'Audit',
    office: 'London',
    appRoles: ['Keywright.Auditor'],
  },
  {
    alias: 'lee.gu',
    displayName: 'Lee Gu',
    title: 'Director of operations',
    department: 'Operations',
    office: 'Singapore',
  },
  {
    alias: 'megan.bowen',
    displayName: 'Megan Bowen',
    title: 'Marketing manager',
    department: 'Marketing',
    office: 'Dublin',
    passkeys: [SECURITY_KEY],
  },
  {
    alias: 'grady.archie',
    displayName: 'Grady Archie',
    title: 'Designer (left the company)',
    department: 'Marketing',
    office: 'Dublin',
    disabled: true,
  },
  {
    alias: 'nora.lindqvist',
    displayName: 'Nora Lindqvist',
    title: 'Consultant (guest)',
    department: 'External',
    office: 'Stockholm',
    guest: true,
    upn: 'nora.lindqvist_fabrikam.example#EXT#@contoso.example',
  },
  {
    alias: 'henrietta.mueller',
    displayName: 'Henrietta Müller',
    title: 'Plant technician',
    department: 'Plant',
    office: 'Essen',
    outsidePasskeyPolicy: true,
  },
  {
    alias: 'robert.tables',
    displayName: '<img src=x onerror=alert(1)> "Bobby" & Söhne',
    given: '<b>Robert</b>',
    family: '</script>',
    title: 'Database administrator',
    department: 'IT',
    office: 'Berlin',
  },
  {
    alias: "sinead.o'connor",
    displayName: "Sinéad O'Connor",
    given: 'Sinéad',
    family: "O'Connor",
    title: 'Payroll clerk',
    department: 'Finance',
    office: 'Cork',
  },
  {
    alias: 'maria.long',
    displayName: 'María Fernanda de la Concepción Villavicencio-Etcheverría y Álvarez de Toledo',
    title: 'Legal counsel',
    department: 'Legal',
    office: 'Madrid',
  },
  {
    alias: 'layla.hassan',
    displayName: 'ليلى حسن \u202eadmin',
    given: 'ليلى',
    family: 'حسن',
    title: 'Site manager',
    department: 'Operations',
    office: 'Dubai',
  },
  {
    alias: 'viktor.steiner',
    displayName: 'Viktor Steiner',
    title: 'Cloud administrator',
    department: 'IT',
    office: 'Vienna',
    directoryRoles: ['Global Administrator'],
    passkeys: [YUBIKEY_NFC, YUBIKEY_57],
  },
];

const CROWD: readonly Plain[] = [
  ['aiko.tanaka', '田中 愛子', 'Account manager', 'Sales', 'Tokyo'],
  ['wei.zhang', '张伟', 'Supply planner', 'Operations', 'Shanghai'],
  ['minjun.kim', '김민준', 'Engineer', 'Engineering', 'Seoul', [YUBIKEY_57]],
  ['olena.shevchenko', 'Олена Шевченко', 'Analyst', 'Finance', 'Kyiv'],
  ['giorgos.pappas', 'Γιώργος Παππάς', 'Logistics lead', 'Operations', 'Athens'],
  ['noam.levi', 'נועם לוי', 'Developer', 'Engineering', 'Tel Aviv'],
  ['zeynep.yilmaz', 'Zeynep Yılmaz', 'Buyer', 'Purchasing', 'Istanbul'],
  ['lukasz.wojcik', 'Łukasz Wójcik', 'Developer', 'Engineering', 'Kraków'],
  ['sofia.rossi', 'Sofia Rossi', 'Accountant', 'Finance', 'Milan'],
  ['jean.dupont', 'Jean-Luc Dupont', 'Quality engineer', 'Plant', 'Lyon'],
  ['chidi.okafor', 'Chidi Okafor', 'Network engineer', 'IT', 'Lagos'],
  ['amara.diallo', 'Amara Diallo', 'Recruiter', 'People', 'Dakar'],
  ['thabo.nkosi', 'Thabo Nkosi', 'Shift lead', 'Plant', 'Johannesburg'],
  ['lucia.garcia', 'Lucía García', 'Sales engineer', 'Sales', 'Valencia'],
  ['mateo.silva', 'Mateo Silva', 'Support engineer', 'Support', 'São Paulo'],
  ['camila.torres', 'Camila Torres', 'Controller', 'Finance', 'Bogotá'],
  ['arjun.patel', 'Arjun Patel', 'Developer', 'Engineering', 'Pune'],
  ['ananya.iyer', 'Ananya Iyer', 'Product manager', 'Product', 'Chennai', [SECURITY_KEY]],
  ['nguyen.linh', 'Nguyễn Thị Linh', 'Tester', 'Engineering', 'Hanoi'],
  ['putri.wijaya', 'Putri Wijaya', 'Support engineer', 'Support', 'Jakarta'],
  ['james.walker', 'James Walker', 'Facilities', 'Operations', 'Leeds'],
  ['emily.chen', 'Emily Chen', 'Researcher', 'Research', 'Toronto'],
  ['noah.smith', 'Noah Smith', 'Sales lead', 'Sales', 'Chicago'],
  ['freya.jensen', 'Freya Jensen', 'Designer', 'Product', 'Aarhus'],
  ['bjorn.aasen', 'Bjørn Åsen', 'Driver', 'Logistics', 'Bergen'],
  ['katarina.novak', 'Katarína Nováková', 'Trainer', 'People', 'Bratislava'],
  ['anders.berg', 'Anders Berg', 'Electrician', 'Plant', 'Gothenburg'],
  ['hana.suzuki', '鈴木 花', 'Translator', 'Marketing', 'Osaka'],
];

/** The staff list in a fixed order; the first fourteen are the cast the tests name. */
export const DEMO_PEOPLE: readonly DemoEntry[] = [
  ...CAST,
  ...CROWD.map(
    ([alias, displayName, title, department, office, passkeys]): DemoEntry => ({
      alias,
      displayName,
      title,
      department,
      office,
      ...(passkeys ? { passkeys } : {}),
    }),
  ),
];
