namespace Psa.Returns;

/// <summary>What is done with a return.</summary>
internal enum ReturnAction
{
    /// <summary>The goods may come back.</summary>
    Authorize = 0,

    /// <summary>They may not.</summary>
    Deny = 1,

    /// <summary>The customer sends them.</summary>
    Await = 2,

    /// <summary>They come back.</summary>
    Receive = 3,

    /// <summary>They become stock again.</summary>
    Restock = 4,

    /// <summary>They are thrown away.</summary>
    Dispose = 5,

    /// <summary>They go back to the vendor.</summary>
    Send = 6,

    /// <summary>The vendor credits them.</summary>
    Credit = 7,

    /// <summary>The vendor sends others.</summary>
    Replace = 8,

    /// <summary>The vendor repaired them.</summary>
    Repair = 9,

    /// <summary>The vendor sends them as they were.</summary>
    Decline = 10,

    /// <summary>What the vendor sends comes.</summary>
    TakeBack = 11,

    /// <summary>The customer gets its own again.</summary>
    Deliver = 12,

    /// <summary>Nothing is left to be done.</summary>
    Close = 13,

    /// <summary>The goods don't come after all.</summary>
    Cancel = 14,
}
