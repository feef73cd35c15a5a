namespace Psa.Domain.Tests.Returns;

/// <summary>What happens to the money of goods that are delivered and come back.</summary>
internal enum ReturnMoneyKind
{
    Deliver = 0,
    Bill = 1,
    BillLess = 2,
    BillNetted = 3,
    Return = 4,
    ReturnLess = 5,
    IssueNotes = 6,
    Cancel = 7,
    GivenByItem = 8,
    GivenByBoth = 9,
}
