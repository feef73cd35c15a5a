using Microsoft.AspNetCore.Mvc;

namespace Psa.AspNetCore.Tests;

[ApiController]
[Route("controller")]
public sealed class EverythingController : ControllerBase
{
    [HttpPost]
    public Everything Post(Everything everything) => everything;
}
