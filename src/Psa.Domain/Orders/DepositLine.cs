using Psa.Documents;

namespace Psa.Orders;

/// <summary>A line of a deposit and what became of it.</summary>
/// <param name="Place">Its place among the deposit's lines, from 0.</param>
/// <param name="Line">The line: as its invoice bills it once it stands on one, with its tax.</param>
/// <param name="TaxCode">Its code.</param>
/// <param name="Credited">What credit notes take of it, drafts counted.</param>
/// <param name="Deducted">What is deducted of it, less what was given back.</param>
internal sealed record DepositLine(int Place, DocumentLine Line, string TaxCode, Money Credited, Money Deducted)
{
    /// <summary>Gets what is left of it.</summary>
    internal Money Left => Line.Amount - Credited - Deducted;
}
