namespace Psa.Orders;

/// <summary>The error codes of what devices bring that worked offline.</summary>
public static class OfflineErrors
{
    /// <summary>A file claims what nobody writes, a status, number, approval, total or source of a price: it was passed over, and the document computed anew. It refuses nothing.</summary>
    public const string ClaimIgnored = "offline.claim_ignored";

    /// <summary>An earlier entry of the file on the same document was refused, so this one wasn't tried.</summary>
    public const string EarlierRefused = "offline.earlier_refused";

    /// <summary>An entry doesn't say on which version of its document it is based.</summary>
    public const string VersionMissing = "offline.version_missing";

    /// <summary>An entry names no document, several, or one that its action isn't for.</summary>
    public const string BadEntry = "offline.bad_entry";
}
