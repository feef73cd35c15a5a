namespace Psa.Domain.Tests.Services;

internal enum OfficeStepKind
{
    Run,
    RollBack,
    ChangeTerms,
    EndPart,
    Suspend,
    Resume,
    Terminate,
    Reinstate,
    ChangeCycle,
    ChangeDates,
    Use,
    Trial,
    PartTrial,
    AddPart,
    Scheme,
    Quantity,
    Price,
    Withdraw,
    Proration,
    Escalate,
    Cancel,
    Release,
}
