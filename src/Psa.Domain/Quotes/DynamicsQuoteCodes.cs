namespace Psa.Quotes;

/// <summary>State and status codes by which Dynamics 365 Sales keeps quotes, for import and export. An imported one says where a quote stood: it accepts and wins nothing.</summary>
public static class DynamicsQuoteCodes
{
    private const int Draft = 0;
    private const int Active = 1;
    private const int Won = 2;
    private const int Closed = 3;

    private const int InProgressOfDraft = 1;
    private const int InProgressOfActive = 2;
    private const int Open = 3;
    private const int WonOfWon = 4;
    private const int Lost = 5;
    private const int Canceled = 6;
    private const int Revised = 7;

    /// <summary>Gives the codes of a status.</summary>
    /// <param name="status">The status of a quote.</param>
    /// <returns>
    /// State code and status code: Draft (0, In Progress 1), Active (1, In Progress 2), Won (2, 4); Lost (3, 5), Canceled and Expired (3, 6) and Revised (3, 7) are reasons of Closed; <see langword="null"/> for what was
    /// discarded, of which nothing is stored.
    /// </returns>
    [Pure]
    public static (int State, int Status)? Of(QuoteStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status == QuoteStatus.Draft ? (Draft, InProgressOfDraft)
            : status == QuoteStatus.Active ? (Active, InProgressOfActive)
            : status == QuoteStatus.Won ? (Won, WonOfWon)
            : status == QuoteStatus.Lost ? (Closed, Lost)
            : status == QuoteStatus.Canceled || status == QuoteStatus.Expired ? (Closed, Canceled)
            : status == QuoteStatus.Revised ? (Closed, Revised)
            : null;
    }

    /// <summary>Gives the status of a quote that codes stand for.</summary>
    /// <param name="state">The state code.</param>
    /// <param name="status">The status code.</param>
    /// <returns>The status: Closed is Lost (5), Canceled (6), which expired ones are there too, or Revised (7); <see langword="null"/> for codes that Dynamics hasn't together.</returns>
    [Pure]
    public static QuoteStatus? StatusOf(int state, int status) => (state, status) switch
    {
        (Draft, InProgressOfDraft) => QuoteStatus.Draft,
        (Active, InProgressOfActive or Open) => QuoteStatus.Active,
        (Won, WonOfWon) => QuoteStatus.Won,
        (Closed, Lost) => QuoteStatus.Lost,
        (Closed, Canceled) => QuoteStatus.Canceled,
        (Closed, Revised) => QuoteStatus.Revised,
        _ => null,
    };
}
