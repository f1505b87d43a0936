//! The edge's one door to the log, the vault and the views.

mod doors;
mod figures;

use crate::deadlines::Known;
use crate::files::{File, Files};
use crate::problem::Problem;
use base16ct::lower::encode_string as hex;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::complaint::desk::OnDesk;
use redress_domain::complaint::facts::CaseFacts;
use redress_domain::complaint::stage::Stage;
use redress_domain::holidays::Holidays;
use redress_domain::law::LaCode;
use redress_domain::school::Entry;
use redress_domain::terms::Terms;
use redress_domain::{ComplaintId, Fact, Held, Kind, PersonId, Recorded, StreamId, Subject, Urn};
use redress_projections::proofs::{Compared, Proven};
use redress_projections::views::cases::{CaseRow, List};
use redress_projections::views::deadlines::{After, DueRow, Lapsed};
use redress_projections::views::desks::{DeskRow, Part};
use redress_projections::views::disclosures::DisclosureRow;
use redress_projections::views::outbox::MessageRow;
use redress_projections::{Done, Drafts, Failed, Head, Health, Job, MasterKeys, Options, Sealed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The log, the vault and the views.
#[derive(Debug, Clone)]
pub struct Store(redress_projections::Store, Arc<Files>);

/// Tells whoever traces it that a piece of work begins whose presence could betray something: which, and of whom
/// nothing. See `tests/tests/even.rs`.
pub(crate) fn asked(work: &'static str) {
    tracing::trace!(target: "redress::work", work);
}

impl Store {
    /// Opens the database, making it if it is new.
    ///
    /// # Errors
    /// The database cannot be opened or is not ours.
    pub async fn open(url: &str, keeper: impl MasterKeys + Clone + 'static) -> Result<Self, Failed> {
        let log = redress_projections::Store::open(url, &keeper, Options::default()).await?;
        Ok(Self(log, Arc::default()))
    }

    /// Carries out a command: durable, with every view folded, when it returns.
    ///
    /// # Errors
    /// See [`Failed`].
    pub async fn execute(&self, job: Job) -> Result<Done, Failed> {
        asked("execute");
        self.0.execute(job).await
    }

    /// Carries out two commands, of which the second is decided on what the first leads to.
    pub async fn execute_both(&self, first: Job, then: Job) -> [Result<Done, Failed>; 2] {
        asked("execute");
        asked("execute");
        self.0.execute_both(first, then).await
    }

    /// One complaint as the log has it now, in one round trip.
    ///
    /// # Errors
    /// The database fails.
    pub async fn file(&self, id: ComplaintId) -> Result<Arc<File>, Failed> {
        asked("file");
        let stream = StreamId::new(Kind::Complaint, id);
        Ok(self.1.read(id, async |version| Ok((self.0.stream(&stream, version).await?, ()))).await?.0)
    }

    /// The state of a complaint as this process last recorded it, if it is at hand.
    #[must_use]
    pub fn at_hand(&self, id: ComplaintId) -> Option<Arc<Subject>> {
        Some(self.0.recent(&StreamId::new(Kind::Complaint, id))?.0)
    }

    /// The state of a complaint and its version, folded from its events in one round trip.
    ///
    /// # Errors
    /// The database fails.
    pub async fn folded(&self, id: ComplaintId) -> Result<(Subject, i64), Failed> {
        self.0.subject(&StreamId::new(Kind::Complaint, id)).await
    }

    /// What the policy knew of a complaint when it was at a version.
    ///
    /// # Errors
    /// The database fails.
    pub async fn facts_at(&self, id: ComplaintId, version: i64) -> Result<CaseFacts, Failed> {
        let mut facts = CaseFacts::default();
        for record in self.stream(&StreamId::new(Kind::Complaint, id)).await? {
            if let Fact::Complaint(event) = &record.fact
                && record.version <= version
            {
                facts.evolve(event);
            }
        }
        Ok(facts)
    }

    /// The complaints with a reference that somebody quotes.
    ///
    /// # Errors
    /// The database fails.
    pub async fn by_reference(&self, reference: &str) -> Result<Vec<ComplaintId>, Failed> {
        asked("by_reference");
        Ok(self.0.cases_by_reference(reference).await?.into_iter().map(|row| row.id).collect())
    }

    /// A record by its position, with the proof that it is in the log; none past the end.
    ///
    /// # Errors
    /// The database fails, or the log was altered.
    pub async fn prove(&self, position: i64) -> Result<Option<Proven>, Failed> {
        self.0.prove(position).await
    }

    /// The trees over the first so many records and over so many more; none unless there are so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn compare(&self, first: u64, second: u64) -> Result<Option<Compared>, Failed> {
        self.0.compare(first, second).await
    }

    /// Everything that happened in a stream.
    ///
    /// # Errors
    /// The database fails.
    pub async fn stream(&self, stream: &StreamId) -> Result<Vec<Recorded>, Failed> {
        self.0.stream(stream, 0).await
    }

    /// What the lists and the policy know of a complaint.
    ///
    /// # Errors
    /// The database fails.
    pub async fn case(&self, id: ComplaintId) -> Result<Option<CaseRow>, Failed> {
        self.0.case(id).await
    }

    /// A page of disclosures to one person or to all, the latest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn disclosures(
        &self,
        person: Option<PersonId>,
        below: Option<i64>,
        limit: u32,
    ) -> Result<Vec<DisclosureRow>, Failed> {
        self.0.disclosures(person, below, limit).await
    }

    /// The states of other streams, in the order asked.
    ///
    /// # Errors
    /// The database fails.
    pub async fn subjects(&self, streams: &[StreamId]) -> Result<Vec<Subject>, Failed> {
        let mut subjects = Vec::with_capacity(streams.len());
        for stream in streams {
            asked("subject");
            subjects.push(self.0.subject(stream).await?.0);
        }
        Ok(subjects)
    }

    /// The calendars that count for a school, or the bank holidays alone.
    ///
    /// # Errors
    /// The database fails.
    pub async fn calendars(&self, school: Option<Urn>) -> Result<Known, Failed> {
        let terms = async {
            let Some(urn) = school else { return Ok(Subject::new(Kind::Terms)) };
            Ok(self.0.subject(&StreamId::new(Kind::Terms, urn)).await?.0)
        };
        let holidays = Holidays::stream();
        match tokio::try_join!(self.0.subject(&holidays), terms)? {
            ((Subject::BankHolidays(holidays), _), Subject::Terms(terms)) => Ok(Known(*holidays, *terms)),
            _ => Ok(Known(Holidays::default(), Terms::default())),
        }
    }

    /// The records after a position, in order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn since(&self, position: i64, limit: u32) -> Result<Vec<Recorded>, Failed> {
        self.0.since(position, limit).await
    }

    /// Gives a person a key in a complaint that was only just given its number.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn begin(&self, person: PersonId, case: ComplaintId) -> Result<(), Problem> {
        self.0.vault().begin(person, case).map_err(Problem::internal)
    }

    /// Seals one text under a person's key.
    ///
    /// # Errors
    /// The vault fails.
    pub async fn seal(
        &self,
        person: PersonId,
        case: ComplaintId,
        field: &str,
        words: &str,
    ) -> Result<(Held, Sealed), Problem> {
        self.0.vault().seal(person, case, field, words).await.map_err(Problem::internal)
    }

    /// The words behind references; `None` where they were erased. To show them to anybody, go through
    /// [`crate::disclosures`], which records it first.
    ///
    /// # Errors
    /// The vault fails.
    pub async fn open_texts(&self, held: &[Held]) -> Result<Vec<Option<String>>, Problem> {
        asked("open_texts");
        self.0.vault().open(&held.iter().collect::<Vec<_>>()).await.map_err(Problem::internal)
    }

    /// Wraps every person's key anew under the first master key; says how many.
    ///
    /// # Errors
    /// The key in use is not at hand, or the database fails.
    pub async fn rotate(&self) -> Result<i64, Failed> {
        Ok(self.0.vault().rotate(|_| {}).await?)
    }

    /// Where people are on file whose name has all the words of this one, by case. The policy still decides.
    ///
    /// # Errors
    /// The database fails.
    pub async fn named(&self, name: &str) -> Result<BTreeMap<ComplaintId, BTreeSet<PersonId>>, Problem> {
        self.0.vault().named(name).await.map_err(Problem::internal)
    }

    /// What people have typed and not sent.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        self.0.drafts()
    }

    /// What somebody keeps for their own use; nothing where they never kept anything.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn kept(&self, whose: &str) -> Result<Option<String>, Problem> {
        self.0.vault().kept().read(whose).await.map_err(Problem::internal)
    }

    /// Keeps words for somebody's own use, in the place of those before.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn keep(&self, whose: &str, words: &str) -> Result<(), Problem> {
        self.0.vault().kept().keep(whose, words).await.map_err(Problem::internal)
    }

    /// One school of the register.
    ///
    /// # Errors
    /// The database fails.
    pub async fn school(&self, urn: Urn) -> Result<Option<Entry>, Failed> {
        Ok(self.0.school(urn).await?.map(|row| row.entry))
    }

    /// Schools whose name begins as the search does, or whose number it is, by name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn schools(&self, search: &str, authority: Option<u16>, limit: u32) -> Result<Vec<Entry>, Failed> {
        let of_area = |entry: &Entry| authority.is_none_or(|code| entry.authority.0 == code);
        if let Ok(urn) = search.parse() {
            return Ok(self.school(Urn(urn)).await?.into_iter().filter(of_area).collect());
        }
        let mut found = self.0.schools(search, authority.map(LaCode), None, limit).await?;
        if !search.is_empty() {
            let known: BTreeSet<Urn> = found.iter().map(|row| row.entry.urn).collect();
            let mut near = self.0.schools_at(search, limit).await?;
            near.retain(|row| of_area(&row.entry) && !known.contains(&row.entry.urn));
            near.dedup_by_key(|row| row.entry.urn);
            found.extend(near);
            found.truncate(limit as usize);
        }
        Ok(found.into_iter().map(|row| row.entry).collect())
    }

    /// The number of every school of an authority.
    ///
    /// # Errors
    /// The database fails.
    pub async fn schools_of(&self, authority: LaCode) -> Result<Vec<Urn>, Failed> {
        let mut all: Vec<Urn> = Vec::new();
        let mut after: Option<(String, Urn)> = None;
        loop {
            let here = after.as_ref().map(|(search, urn)| (search.as_str(), *urn));
            let page = self.0.schools("", Some(authority), here, 500).await?;
            after = page.last().map(|row| (row.search.clone(), row.entry.urn));
            all.extend(page.iter().map(|row| row.entry.urn));
            if page.len() < 500 {
                return Ok(all);
            }
        }
    }

    /// A page of a work list, what was lodged last first. The policy still decides on each row.
    ///
    /// # Errors
    /// The database fails.
    pub async fn cases(
        &self,
        list: List,
        stage: Option<Stage>,
        below: Option<i64>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, Failed> {
        self.0.cases(list, stage, below, limit).await
    }

    /// A page of the cases a person on the family's side is on, what was lodged last first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn cases_of(&self, person: PersonId, below: Option<i64>, limit: u32) -> Result<Vec<CaseRow>, Failed> {
        self.0.cases_of(person, below, limit).await
    }

    /// The first complaint of a person on the family's side, of the latest hundred.
    ///
    /// # Errors
    /// The database fails.
    pub async fn first_case_of(&self, person: PersonId) -> Result<Option<ComplaintId>, Failed> {
        Ok(self.0.cases_of(person, None, 100).await?.last().map(|row| row.id))
    }

    /// The messages that may go out now, the longest waiting first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn outbox(&self, now: Timestamp, limit: u32) -> Result<Vec<MessageRow>, Failed> {
        self.0.outbox(now, limit).await
    }

    /// The last thing that was recorded, if anything was.
    ///
    /// # Errors
    /// The database fails.
    pub async fn latest(&self) -> Result<Option<Recorded>, Failed> {
        let position = self.0.head().await?.position;
        Ok(self.0.since(position - 1, 1).await?.pop().filter(|_| position > 0))
    }

    /// So many rows of a part of a desk, what is due first coming first. The policy still decides on each row.
    ///
    /// # Errors
    /// The database fails.
    pub async fn desk(&self, part: &Part, limit: u32) -> Result<Vec<DeskRow>, Failed> {
        self.0.desk(part, limit).await
    }

    /// What the desks know of each of some complaints, at most a hundred of them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn on_desks(&self, complaints: &[ComplaintId]) -> Result<BTreeMap<ComplaintId, OnDesk>, Failed> {
        self.0.on_desks(complaints).await
    }

    /// Everything that happened in some complaints, at most a hundred of them, each in its order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn complaints(&self, complaints: &[ComplaintId]) -> Result<BTreeMap<ComplaintId, Vec<Recorded>>, Failed> {
        self.0.complaints(complaints).await
    }

    /// A page of the clocks of a list of cases that are still owed, or of those that are not, the first first.
    /// The policy still decides on each row.
    ///
    /// # Errors
    /// The database fails.
    pub async fn deadlines(
        &self,
        list: List,
        owed: bool,
        to: Date,
        after: Option<&After>,
        limit: u32,
    ) -> Result<Vec<DueRow>, Failed> {
        self.0.deadlines(list, owed, to, after, limit).await
    }

    /// The running clocks whose last day lies before a day, the longest gone first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lapsed(&self, today: Date, after: Option<Lapsed>, limit: u32) -> Result<Vec<Lapsed>, Failed> {
        self.0.lapsed(today, after, limit).await
    }

    /// The last position of the log as this process last saw it, without asking.
    #[must_use]
    pub fn seen(&self) -> i64 {
        self.0.seen()
    }

    /// Where the log ends, and the root of the tree over it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn head(&self) -> Result<Head, Failed> {
        self.0.head().await
    }

    /// How the log and each view stand.
    ///
    /// # Errors
    /// The database fails.
    pub async fn health(&self) -> Result<Health, Failed> {
        self.0.health().await
    }

    /// Checks the whole record, and says what was found.
    ///
    /// # Errors
    /// The record is not whole, or the database fails.
    pub async fn verify(&self, progress: impl FnMut(i64, i64) + Send) -> Result<String, Failed> {
        let verified = self.0.verify(progress).await?;
        Ok(format!("The record is whole: {} events. Root of their tree: {}", verified.position, hex(&verified.root)))
    }

    /// Folds every view anew from the log, and says what was done.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rebuild(&self, progress: impl FnMut(i64, i64) + Send) -> Result<String, Failed> {
        self.0.rebuild(None, progress).await?;
        Ok(format!("Every view is as the log says, up to event {}.", self.head().await?.position))
    }

    /// Lets what is being written finish, and lets go of the database.
    pub async fn close(&self) {
        self.0.close().await;
    }
}
