"""The public names for type checkers; written by ``make names``."""

from typing import Literal

from cpr_docs.batch.bind_batch import pack_batch as pack_batch
from cpr_docs.batch.bind_batch import print_batch as print_batch
from cpr_docs.batch.plan import BatchPlan as BatchPlan
from cpr_docs.batch.plan import BatchSummary as BatchSummary
from cpr_docs.batch.row_renderer import BatchOutcome as BatchOutcome
from cpr_docs.documents.build_templates import build_templates as build_templates
from cpr_docs.documents.document import Document as Document
from cpr_docs.documents.never_print import NeverPrint as NeverPrint
from cpr_docs.documents.render import Renderer as Renderer
from cpr_docs.documents.settings import Settings as Settings
from cpr_docs.envelopes.bound import Bound as Bound
from cpr_docs.envelopes.run_item import RunItem as RunItem
from cpr_docs.errors import ConversionFailed as ConversionFailed
from cpr_docs.errors import CprDocsError as CprDocsError
from cpr_docs.errors import DataError as DataError
from cpr_docs.errors import DocumentProblem as DocumentProblem
from cpr_docs.errors import ForbiddenWords as ForbiddenWords
from cpr_docs.errors import InvalidForm as InvalidForm
from cpr_docs.errors import InvalidMerge as InvalidMerge
from cpr_docs.errors import InvalidTable as InvalidTable
from cpr_docs.errors import InvalidTerms as InvalidTerms
from cpr_docs.errors import MissingLanguage as MissingLanguage
from cpr_docs.errors import NotPublished as NotPublished
from cpr_docs.errors import NotReadable as NotReadable
from cpr_docs.errors import OfficeFailed as OfficeFailed
from cpr_docs.errors import OfficeNotFound as OfficeNotFound
from cpr_docs.errors import OutputError as OutputError
from cpr_docs.errors import OutputExists as OutputExists
from cpr_docs.errors import PackageError as PackageError
from cpr_docs.errors import PackRefused as PackRefused
from cpr_docs.errors import PdfError as PdfError
from cpr_docs.errors import Problem as Problem
from cpr_docs.errors import ReferenceRefused as ReferenceRefused
from cpr_docs.errors import RenderError as RenderError
from cpr_docs.errors import StaleDocument as StaleDocument
from cpr_docs.errors import StaleFiles as StaleFiles
from cpr_docs.errors import StalePlace as StalePlace
from cpr_docs.errors import Stray as Stray
from cpr_docs.errors import StrayWords as StrayWords
from cpr_docs.errors import TableProblem as TableProblem
from cpr_docs.errors import TemplateError as TemplateError
from cpr_docs.errors import TemplateNotFound as TemplateNotFound
from cpr_docs.errors import TemplateProblem as TemplateProblem
from cpr_docs.errors import TranslationRefused as TranslationRefused
from cpr_docs.errors import UnknownForm as UnknownForm
from cpr_docs.evaluations.answered_forms import NotCounted as NotCounted
from cpr_docs.evaluations.answered_forms import Return as Return
from cpr_docs.evaluations.collate import Collation as Collation
from cpr_docs.guidance.acknowledgement_letter.model import AcknowledgedPaper as AcknowledgedPaper
from cpr_docs.guidance.acknowledgement_letter.model import AcknowledgementLetter as AcknowledgementLetter
from cpr_docs.guidance.action_plan.model import ActionAudit as ActionAudit
from cpr_docs.guidance.action_plan.model import ActionPlan as ActionPlan
from cpr_docs.guidance.action_plan.model import ActionPlanPoint as ActionPlanPoint
from cpr_docs.guidance.action_plan.model import ActionStatus as ActionStatus
from cpr_docs.guidance.action_plan.model import BoardProgrammes as BoardProgrammes
from cpr_docs.guidance.action_plan.model import DisseminationStep as DisseminationStep
from cpr_docs.guidance.action_plan.model import PlanAction as PlanAction
from cpr_docs.guidance.action_plan.model import PlanMonitoring as PlanMonitoring
from cpr_docs.guidance.action_plan.model import PlanSignOff as PlanSignOff
from cpr_docs.guidance.action_plan.model import ProgressNote as ProgressNote
from cpr_docs.guidance.action_plan.model import ReportInterval as ReportInterval
from cpr_docs.guidance.agency_timeline.model import AgencyEvent as AgencyEvent
from cpr_docs.guidance.agency_timeline.model import AgencyRecommendation as AgencyRecommendation
from cpr_docs.guidance.agency_timeline.model import AgencyTimeline as AgencyTimeline
from cpr_docs.guidance.agency_timeline.model import NoContact as NoContact
from cpr_docs.guidance.agency_timeline.model import PractitionerInvolved as PractitionerInvolved
from cpr_docs.guidance.appointment_letter.model import AppointmentLetter as AppointmentLetter
from cpr_docs.guidance.appointment_letter.model import ExtendedAppointmentLetter as ExtendedAppointmentLetter
from cpr_docs.guidance.appointment_letter.model import ExtendedReviewerAcceptance as ExtendedReviewerAcceptance
from cpr_docs.guidance.appointment_letter.model import ReviewerAcceptance as ReviewerAcceptance
from cpr_docs.guidance.appointment_letter.model import ReviewerRole as ReviewerRole
from cpr_docs.guidance.appointment_letter.model import ReviewerSkill as ReviewerSkill
from cpr_docs.guidance.board_paper.model import AskedOfTheBoard as AskedOfTheBoard
from cpr_docs.guidance.board_paper.model import BoardPaper as BoardPaper
from cpr_docs.guidance.board_paper.model import ExtendedBoardPaper as ExtendedBoardPaper
from cpr_docs.guidance.case_review_event_report.model import AgreedAction as AgreedAction
from cpr_docs.guidance.case_review_event_report.model import CaseReviewEventReport as CaseReviewEventReport
from cpr_docs.guidance.case_review_event_report.model import ObjectiveFinding as ObjectiveFinding
from cpr_docs.guidance.case_review_event_terms.model import CaseReviewEventTerms as CaseReviewEventTerms
from cpr_docs.guidance.case_review_event_terms.model import EventPeriod as EventPeriod
from cpr_docs.guidance.case_review_event_terms.model import FurtherObjective as FurtherObjective
from cpr_docs.guidance.consultation_chronology.model import ChronologyEvent as ChronologyEvent
from cpr_docs.guidance.consultation_chronology.model import ConsultationChronology as ConsultationChronology
from cpr_docs.guidance.consultation_evaluation.model import ConsultationEvaluation as ConsultationEvaluation
from cpr_docs.guidance.consultation_record.model import ConsultationAction as ConsultationAction
from cpr_docs.guidance.consultation_record.model import ConsultationFacilitator as ConsultationFacilitator
from cpr_docs.guidance.consultation_record.model import ConsultationParticipant as ConsultationParticipant
from cpr_docs.guidance.consultation_record.model import ConsultationRecord as ConsultationRecord
from cpr_docs.guidance.consultation_referral.model import ChildConsent as ChildConsent
from cpr_docs.guidance.consultation_referral.model import ConsultationAdvice as ConsultationAdvice
from cpr_docs.guidance.consultation_referral.model import ConsultationReferral as ConsultationReferral
from cpr_docs.guidance.consultation_referral.model import Counterpart as Counterpart
from cpr_docs.guidance.declined_letter.model import DeclinedLetter as DeclinedLetter
from cpr_docs.guidance.difference_report.model import ActionDifference as ActionDifference
from cpr_docs.guidance.difference_report.model import ActionDone as ActionDone
from cpr_docs.guidance.difference_report.model import DifferenceReport as DifferenceReport
from cpr_docs.guidance.difference_report.model import ExtendedDifferenceReport as ExtendedDifferenceReport
from cpr_docs.guidance.evaluation_form.model import EvaluationForm as EvaluationForm
from cpr_docs.guidance.event_programme.model import EventMaterial as EventMaterial
from cpr_docs.guidance.event_programme.model import EventProgramme as EventProgramme
from cpr_docs.guidance.event_programme.model import EventQuestion as EventQuestion
from cpr_docs.guidance.event_programme.model import ExtendedEventProgramme as ExtendedEventProgramme
from cpr_docs.guidance.event_programme.model import ProgrammeItem as ProgrammeItem
from cpr_docs.guidance.event_programme.model import ProgrammeSession as ProgrammeSession
from cpr_docs.guidance.event_record.model import AreasCovered as AreasCovered
from cpr_docs.guidance.event_record.model import EventAdded as EventAdded
from cpr_docs.guidance.event_record.model import EventAttendee as EventAttendee
from cpr_docs.guidance.event_record.model import EventContribution as EventContribution
from cpr_docs.guidance.event_record.model import EventRecord as EventRecord
from cpr_docs.guidance.event_record.model import RecordedLearningPoint as RecordedLearningPoint
from cpr_docs.guidance.event_record.model import TimeOfView as TimeOfView
from cpr_docs.guidance.family_feedback.model import FamilyFeedback as FamilyFeedback
from cpr_docs.guidance.family_feedback.model import FeedbackMeeting as FeedbackMeeting
from cpr_docs.guidance.family_feedback.model import FeedbackWay as FeedbackWay
from cpr_docs.guidance.family_letter.model import FamilyLetter as FamilyLetter
from cpr_docs.guidance.family_letter.model import FamilyRelation as FamilyRelation
from cpr_docs.guidance.family_letter.model import FamilyReply as FamilyReply
from cpr_docs.guidance.family_letter.model import FamilyWay as FamilyWay
from cpr_docs.guidance.family_letter.model import FamilyWish as FamilyWish
from cpr_docs.guidance.family_letter.model import HearingWay as HearingWay
from cpr_docs.guidance.family_letter.model import LeadingReviewer as LeadingReviewer
from cpr_docs.guidance.forum_evaluation.model import ForumEvaluation as ForumEvaluation
from cpr_docs.guidance.forum_impact.model import ForumImpact as ForumImpact
from cpr_docs.guidance.forum_programme.model import AuditTopic as AuditTopic
from cpr_docs.guidance.forum_programme.model import ForumEvent as ForumEvent
from cpr_docs.guidance.forum_programme.model import ForumProgramme as ForumProgramme
from cpr_docs.guidance.forum_programme.model import ForumPurpose as ForumPurpose
from cpr_docs.guidance.forum_programme.model import ForumSource as ForumSource
from cpr_docs.guidance.forum_programme.model import ForumStatus as ForumStatus
from cpr_docs.guidance.invitation_letter.model import EventSession as EventSession
from cpr_docs.guidance.invitation_letter.model import ExtendedInvitationLetter as ExtendedInvitationLetter
from cpr_docs.guidance.invitation_letter.model import Facilitator as Facilitator
from cpr_docs.guidance.invitation_letter.model import InvitationLetter as InvitationLetter
from cpr_docs.guidance.invitation_letter.model import LanguageWanted as LanguageWanted
from cpr_docs.guidance.invitation_letter.model import Reply as Reply
from cpr_docs.guidance.invitation_letter.model import SessionReply as SessionReply
from cpr_docs.guidance.learning_points_letter.model import DraftLearningPoint as DraftLearningPoint
from cpr_docs.guidance.learning_points_letter.model import LearningPointsLetter as LearningPointsLetter
from cpr_docs.guidance.learning_points_letter.model import PointComment as PointComment
from cpr_docs.guidance.learning_points_letter.model import PointsReply as PointsReply
from cpr_docs.guidance.merged_timeline.model import MergedTimeline as MergedTimeline
from cpr_docs.guidance.notification_letter.model import NotificationLetter as NotificationLetter
from cpr_docs.guidance.notification_letter.model import NotificationSubject as NotificationSubject
from cpr_docs.guidance.panel_agenda.model import PanelAgenda as PanelAgenda
from cpr_docs.guidance.panel_agenda.model import PanelAgendaItem as PanelAgendaItem
from cpr_docs.guidance.panel_agenda.model import PanelMeeting as PanelMeeting
from cpr_docs.guidance.panel_agenda.model import TimelineAuthor as TimelineAuthor
from cpr_docs.guidance.parts.addressee import Addressee as Addressee
from cpr_docs.guidance.parts.addressee import AddresseeOffice as AddresseeOffice
from cpr_docs.guidance.parts.addressee import Recipient as Recipient
from cpr_docs.guidance.parts.addressee import RecipientOffice as RecipientOffice
from cpr_docs.guidance.parts.agencies import AgenciesAsked as AgenciesAsked
from cpr_docs.guidance.parts.agencies import AgenciesInvolved as AgenciesInvolved
from cpr_docs.guidance.parts.agencies import Agency as Agency
from cpr_docs.guidance.parts.agencies import AgencyInvolved as AgencyInvolved
from cpr_docs.guidance.parts.agencies import AgencyRef as AgencyRef
from cpr_docs.guidance.parts.agencies import Circulation as Circulation
from cpr_docs.guidance.parts.agencies import FurtherAgency as FurtherAgency
from cpr_docs.guidance.parts.agencies import Inspectorate as Inspectorate
from cpr_docs.guidance.parts.agencies import Inspectorates as Inspectorates
from cpr_docs.guidance.parts.agencies import WelshGovernmentUse as WelshGovernmentUse
from cpr_docs.guidance.parts.case_facts import Abuse as Abuse
from cpr_docs.guidance.parts.case_facts import CaseFacts as CaseFacts
from cpr_docs.guidance.parts.evaluation import Evaluation as Evaluation
from cpr_docs.guidance.parts.evaluation import ObjectivesMet as ObjectivesMet
from cpr_docs.guidance.parts.evaluation import Rating as Rating
from cpr_docs.guidance.parts.family import FamilyCorrespondence as FamilyCorrespondence
from cpr_docs.guidance.parts.family import FamilyMember as FamilyMember
from cpr_docs.guidance.parts.letter import Enclosure as Enclosure
from cpr_docs.guidance.parts.letter import Letter as Letter
from cpr_docs.guidance.parts.letter import OfficeLetter as OfficeLetter
from cpr_docs.guidance.parts.letter import Signatory as Signatory
from cpr_docs.guidance.parts.letter import SignedLetter as SignedLetter
from cpr_docs.guidance.parts.referrer import Referrer as Referrer
from cpr_docs.guidance.parts.review import AdditionalQuestion as AdditionalQuestion
from cpr_docs.guidance.parts.review import CaseIssue as CaseIssue
from cpr_docs.guidance.parts.review import Contact as Contact
from cpr_docs.guidance.parts.review import NamedPerson as NamedPerson
from cpr_docs.guidance.parts.review import PeriodBand as PeriodBand
from cpr_docs.guidance.parts.review import Person as Person
from cpr_docs.guidance.parts.review import ReachablePerson as ReachablePerson
from cpr_docs.guidance.parts.review import ReviewPeriod as ReviewPeriod
from cpr_docs.guidance.parts.timeline_entry import TimelineEntry as TimelineEntry
from cpr_docs.guidance.recommendation.model import Agreement as Agreement
from cpr_docs.guidance.recommendation.model import ExtendedRecommendation as ExtendedRecommendation
from cpr_docs.guidance.recommendation.model import Outcome as Outcome
from cpr_docs.guidance.recommendation.model import Rationale as Rationale
from cpr_docs.guidance.recommendation.model import Recommendation as Recommendation
from cpr_docs.guidance.reference_sheet.model import ReferenceSheet as ReferenceSheet
from cpr_docs.guidance.reference_sheet.model import ReferenceSheetKind as ReferenceSheetKind
from cpr_docs.guidance.referral.model import ChildIdentification as ChildIdentification
from cpr_docs.guidance.referral.model import ParallelProcess as ParallelProcess
from cpr_docs.guidance.referral.model import Referral as Referral
from cpr_docs.guidance.referral.model import ReferredSibling as ReferredSibling
from cpr_docs.guidance.report.model import Arrangements as Arrangements
from cpr_docs.guidance.report.model import ConciseReport as ConciseReport
from cpr_docs.guidance.report.model import Criterion as Criterion
from cpr_docs.guidance.report.model import ExtendedReport as ExtendedReport
from cpr_docs.guidance.report.model import LearningKind as LearningKind
from cpr_docs.guidance.report.model import LearningPoint as LearningPoint
from cpr_docs.guidance.report.model import PracticeIssue as PracticeIssue
from cpr_docs.guidance.report.model import Report as Report
from cpr_docs.guidance.report.model import ReportReviewer as ReportReviewer
from cpr_docs.guidance.report.model import TimelineEvent as TimelineEvent
from cpr_docs.guidance.submission_letter.model import ReportTiming as ReportTiming
from cpr_docs.guidance.submission_letter.model import SubmissionLetter as SubmissionLetter
from cpr_docs.guidance.terms_of_reference.model import Amendment as Amendment
from cpr_docs.guidance.terms_of_reference.model import ChairOfPanel as ChairOfPanel
from cpr_docs.guidance.terms_of_reference.model import ConciseTermsOfReference as ConciseTermsOfReference
from cpr_docs.guidance.terms_of_reference.model import ExtendedTerms as ExtendedTerms
from cpr_docs.guidance.terms_of_reference.model import ExtendedTermsOfReference as ExtendedTermsOfReference
from cpr_docs.guidance.terms_of_reference.model import KeyDates as KeyDates
from cpr_docs.guidance.terms_of_reference.model import PanelMember as PanelMember
from cpr_docs.guidance.terms_of_reference.model import Terms as Terms
from cpr_docs.guidance.terms_of_reference.model import TermsOfReference as TermsOfReference
from cpr_docs.guidance.timeline_request.model import TimelineRequest as TimelineRequest
from cpr_docs.guidance.working_principles.model import FurtherPrinciple as FurtherPrinciple
from cpr_docs.guidance.working_principles.model import WorkingPrinciples as WorkingPrinciples
from cpr_docs.language.catalogue import Both as Both
from cpr_docs.language.languages import Language as Language
from cpr_docs.language.pair.mentions import PairKind as PairKind
from cpr_docs.library import Library as Library
from cpr_docs.library import check as check
from cpr_docs.library import check_batch as check_batch
from cpr_docs.library import collate as collate
from cpr_docs.library import compare as compare
from cpr_docs.library import example_table as example_table
from cpr_docs.library import merge as merge
from cpr_docs.library import pack as pack
from cpr_docs.library import print_run as print_run
from cpr_docs.library import progress as progress
from cpr_docs.library import read as read
from cpr_docs.library import read_draft as read_draft
from cpr_docs.library import recipients as recipients
from cpr_docs.library import refresh as refresh
from cpr_docs.library import render as render
from cpr_docs.library import rows as rows
from cpr_docs.library import table_template as table_template
from cpr_docs.library import write_table as write_table
from cpr_docs.models.check_pair import check_pair as check_pair
from cpr_docs.models.describe_fields import FieldDescription as FieldDescription
from cpr_docs.models.describe_fields import FieldOption as FieldOption
from cpr_docs.models.describe_fields import fields as fields
from cpr_docs.models.draft import Draft as Draft
from cpr_docs.models.draft import blank as blank
from cpr_docs.models.examples import example as example
from cpr_docs.models.field_types import ReviewType as ReviewType
from cpr_docs.models.fields import Kind as Kind
from cpr_docs.models.form import AnyForm as AnyForm
from cpr_docs.models.form import CaseForm as CaseForm
from cpr_docs.models.form import Form as Form
from cpr_docs.models.pair_finding import PairFinding as PairFinding
from cpr_docs.models.purpose import Purpose as Purpose
from cpr_docs.models.registry import FormDescription as FormDescription
from cpr_docs.models.registry import forms as forms
from cpr_docs.pdf.convert.converter import Conversion as Conversion
from cpr_docs.pdf.convert.converter import Converter as Converter
from cpr_docs.pdf.convert.office import Office as Office
from cpr_docs.pdf.merge.loss import Loss as Loss
from cpr_docs.reading.result import Change as Change
from cpr_docs.reading.result import ChangeKind as ChangeKind
from cpr_docs.reading.result import FieldConflict as FieldConflict
from cpr_docs.reading.result import Reading as Reading
from cpr_docs.tables.plan_progress import ActionProgress as ActionProgress
from cpr_docs.tables.plan_progress import PlanProgress as PlanProgress
from cpr_docs.task_progress import Progress as Progress
from cpr_docs.templating.checking.template_findings import TemplateFinding as TemplateFinding
from cpr_docs.timelines.duplicates import Duplicate as Duplicate
from cpr_docs.timelines.merge_timelines import Merge as Merge
from cpr_docs.timelines.recipients import JoinedRecipient as JoinedRecipient
from cpr_docs.timelines.recipients import Recipients as Recipients
from cpr_docs.translation.exchange import TextStatus as TextStatus
from cpr_docs.translation.exchange import export_translation as export_translation
from cpr_docs.translation.exchange import import_translation as import_translation
from cpr_docs.translation.exchange import translation_status as translation_status
from cpr_docs.translation.glossary_table import glossary_csv as glossary_csv
from cpr_docs.translation.merge_translation import Translation as Translation
from cpr_docs.translation.merge_translation import TranslatorComment as TranslatorComment
from cpr_docs.translation.texts import TranslationState as TranslationState

__all__: list[str]
__version__: str

class ConciseAppointmentLetter(AppointmentLetter):
    review_type: Literal[ReviewType.CONCISE]

class ConciseBoardPaper(BoardPaper):
    review_type: Literal[ReviewType.CONCISE]

class ConciseDifferenceReport(DifferenceReport):
    review_type: Literal[ReviewType.CONCISE]

class ConciseEvaluationForm(EvaluationForm):
    review_type: Literal[ReviewType.CONCISE]

class ExtendedEvaluationForm(EvaluationForm):
    review_type: Literal[ReviewType.EXTENDED]

class ConciseEventProgramme(EventProgramme):
    review_type: Literal[ReviewType.CONCISE]

class ConciseInvitationLetter(InvitationLetter):
    review_type: Literal[ReviewType.CONCISE]

class ConciseRecommendation(Recommendation):
    review_type: Literal[ReviewType.CONCISE]
